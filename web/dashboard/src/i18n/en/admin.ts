// The console's frame and overview.
import { plural } from '../format';

export default {
  console: 'Console',
  title: 'Console',
  lead: 'The platform as it is now.',
  logIn: { title: 'Log in to the console', lead: 'For administrators of this server.' },
  nav: { overview: 'Overview', actors: 'Actors', sessions: 'Sessions', customers: 'Customers', packages: 'Packages', alerts: 'Alerts', logs: 'Logs' },
  customers: {
    title: 'Customers',
    count: (count: number, more: boolean) => (more ? `more than ${count}` : plural('en', count, { one: '# customer', other: '# customers' })),
    active: 'active',
    suspended: 'suspended',
    none: 'Nobody has registered yet.',
  },
  sessions: { title: 'Sessions by state', none: 'No session was ever started.', total: 'All' },
  health: {
    title: 'Dependencies',
    up: 'Answers',
    down: 'Does not answer',
    needed: 'needed',
    helpful: 'makes things quicker',
    took: (ms: string) => `${ms} ms`,
    name: 'Name',
    state: 'State',
    time: 'Time',
    again: 'Ask again',
    failed: 'The health page cannot be read.',
  },
  tree: { title: 'Actors', all: 'All', running: 'Running', parked: 'Parked', restarts: 'Restarts', none: 'Waiting for the tree …' },
};
