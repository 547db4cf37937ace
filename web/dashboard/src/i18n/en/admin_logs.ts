// The log's last lines.
import { plural } from '../format';

export default {
  title: 'Logs',
  lead: 'What this server has written to its log in the last minutes, as it is written. Phone numbers show their last four digits only.',
  level: 'At least',
  levels: { error: 'Error', warn: 'Warning', info: 'Info', debug: 'Detail', trace: 'Trace' },
  levelsUp: { error: 'Errors only', warn: 'Warnings and errors', info: 'Info and above', debug: 'Details and above', trace: 'Everything' },
  search: 'Find',
  searchHint: 'Any text in the line',
  pause: 'Pause',
  follow: 'Follow',
  following: 'New lines appear by themselves, the newest at the top.',
  paused: (count: number) => plural('en', count, { one: 'Paused. # new line waits.', other: 'Paused. # new lines wait.' }),
  shown: (shown: string, all: string) => `${shown} of ${all} lines`,
  none: 'Nothing was logged yet',
  noneText: 'As soon as the server has something to say, it appears here.',
  noneSuch: 'No line fits what you are looking for.',
  lines: 'Lines of the log',
};
