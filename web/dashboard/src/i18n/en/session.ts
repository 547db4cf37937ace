// The states of a session, for customers and for the console.
export default {
  states: {
    stopped: 'Stopped',
    starting: 'Starting',
    scan_qr: 'Waiting to be scanned',
    pairing: 'Waiting for the code',
    working: 'Connected',
    reconnecting: 'Reconnecting',
    logged_out: 'Logged out',
    restricted: 'Limited by WhatsApp',
    banned: 'Blocked by WhatsApp',
    conflict: 'Used elsewhere',
    failed: 'Failed',
  },
  meanings: {
    stopped: 'Nothing runs. Start it to connect your WhatsApp account.',
    starting: 'A browser opens WhatsApp for you. This takes a few seconds.',
    scan_qr: 'Scan the code with the phone that has the WhatsApp account.',
    pairing: 'Type the code on the phone that has the WhatsApp account.',
    working: 'Messages can be sent and received.',
    reconnecting: 'The connection broke and is being restored by itself.',
    logged_out: 'The phone or WhatsApp ended the link. Start again to get a new code.',
    restricted: 'WhatsApp limits this account for a time. Nothing is sent until that ends.',
    banned: 'WhatsApp blocked this account. Campaigns are paused, and Siar does not try to log in by itself. Look into WhatsApp on your phone.',
    conflict: 'WhatsApp Web was opened somewhere else with this account. Restart to take it back.',
    failed: 'It gave up after several attempts. Restart to try again.',
  },
  holds: { stopped: 'Stopped by an administrator', quarantined: 'Out of service' },
  holdMeanings: {
    stopped: 'An administrator of this server stopped it. You can start it again.',
    quarantined: 'An administrator of this server took it out of service. It goes on as soon as an administrator releases it.',
  },
  holdReason: (reason: string) => `Reason: ${reason}`,
  /** The server says why in English. */
  reason: (text: string) => text,
  unknownSince: (when: string) => `Not verified since ${when}`,
};
