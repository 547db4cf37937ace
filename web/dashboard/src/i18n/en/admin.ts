// The console's frame and overview.
import { plural } from '../format';

export default {
  console: 'Console',
  title: 'Console',
  lead: 'The platform as it is now.',
  logIn: { title: 'Log in to the console', lead: 'For administrators of this server.' },
  showAll: 'Show all',
  alerts: { title: 'Open alerts', none: 'There is no open alert.' },
  verdict: {
    fine: 'All is well',
    fineText: 'Everything runs, and everything the server needs is fine.',
    look: 'Something needs a look',
    crashed: 'crashed a short time ago, runs again',
    more: (count: number) => plural('en', count, { one: '# more actor', other: '# more actors' }),
    alerts: (count: number, more: boolean) => (more ? `more than ${count} open alerts` : plural('en', count, { one: '# open alert', other: '# open alerts' })),
  },
  nav: { overview: 'Overview', actors: 'Actors', sessions: 'Sessions', customers: 'Customers', packages: 'Packages', users: 'People', alerts: 'Alerts', logs: 'Logs', audit: 'Audit log' },
  customers: {
    title: 'Customers',
    count: (count: number, more: boolean) => (more ? `more than ${count}` : plural('en', count, { one: '# customer', other: '# customers' })),
    active: 'active',
    suspended: 'suspended',
    none: 'Nobody has registered yet.',
  },
  sessions: { title: 'Sessions by state', none: 'No session was ever started.', total: 'All' },
  health: {
    title: 'What the server needs',
    names: { postgresql: 'Database', redis: 'Redis', chromium: 'Browser', disk: 'Disk', node: 'This node' } as Record<string, string>,
    states: { up: 'Fine', warning: 'Look', down: 'Broken' },
    needed: 'needed',
    problems: {
      no_answer: 'It does not answer.',
      fails: 'It answers with an error; the log says which.',
      not_found: 'It is not installed, so no session can start.',
      not_configured: 'There is none: limits are counted by each node for itself.',
      almost_full: 'The data directory’s disk is almost full.',
      full: 'The data directory’s disk is full: nothing can be stored any more.',
      late: 'It has not said that it lives for longer than a lease: its sessions may be taken over.',
    } as Record<string, string>,
    answered: (ms: string) => `answered in ${ms} ms`,
    free: (free: string, total: string) => `${free} of ${total} free`,
    runs: (version: string, length: string) => `version ${version}, for ${length}`,
    checked: (when: string) => `Looked at ${when}`,
  },
  tree: { title: 'Actors', all: 'All', running: 'Running', parked: 'Parked', restarts: 'Restarts', none: 'Waiting for the tree …' },
};
