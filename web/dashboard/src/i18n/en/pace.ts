// How fast the account sends.
export default {
  title: 'Speed',
  of: (least: string, most: string, hour: string, day: string) => `One message every ${least} to ${most} seconds, at most ${hour} an hour and ${day} a day.`,
  why: 'A human pace protects your number. All campaigns share it.',
  change: 'Change the speed',
  least: 'Shortest wait between two messages, seconds',
  leastHint: (seconds: string) => `This server allows ${seconds} or more.`,
  most: 'Longest wait between two messages, seconds',
  mostHint: 'Each wait is drawn by chance between the two.',
  hour: 'Most messages in an hour',
  day: 'Most messages in 24 hours',
  upTo: (count: string) => `Up to ${count}.`,
  noNumber: 'Enter a number.',
  save: 'Save',
  saved: 'The speed is changed. Running campaigns follow at once.',
};
