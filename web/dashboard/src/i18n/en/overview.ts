import { plural } from '../format';

export default {
  title: 'Overview',
  hello: (name: string) => `Hello, ${name}`,
  lead: 'How things stand at the moment.',
  connection: 'WhatsApp',
  manage: 'Open',
  connectNow: 'Connect',
  since: (when: string) => `since ${when}`,
  quota: {
    title: 'Quota',
    used: (used: string, limit: string) => `${used} of ${limit} messages used`,
    unlimited: (used: string) => `${used} messages sent, no limit`,
    reserved: (count: string) => `${count} held for messages being sent`,
    left: 'Left',
    until: (date: string) => `until ${date}`,
    perDay: (count: string) => `At most ${count} a day`,
    none: 'No package yet',
    noneText: 'Without a package nothing can be sent. Ask the operator of this server for one.',
    ended: 'The subscription has ended: nothing is sent until it is renewed.',
  },
  running: {
    title: 'Running campaigns',
    none: 'No campaign is running.',
    progress: (done: string, total: string) => `${done} of ${total}`,
    rest: (count: number) => plural('en', count, { one: 'and # more', other: 'and # more' }),
  },
  steps: {
    title: 'What to do next',
    lead: 'Four steps to your first campaign.',
    done: 'Done',
    connect: { title: 'Connect your WhatsApp account', text: 'Scan a code with your phone, as with WhatsApp Web.' },
    contacts: { title: 'Bring in your contacts', text: 'From a spreadsheet, a file of your phone, or pasted numbers.' },
    template: { title: 'Write a message', text: 'A template with names filled in for each person.' },
    campaign: { title: 'Start a campaign', text: 'Choose who gets it and when. You see a check before anything is sent.' },
    allDone: 'All set. Start another campaign whenever you like.',
  },
};
