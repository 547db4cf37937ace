// Mistakes that must not compile: what the stand-in offers is held to wa-js's own types. Checked by `npm run check`, never run.
import type { StandIn } from '../src/index';

declare const wpp: StandIn;

// Right uses compile.
wpp.on('chat.msg_ack_change', ({ ack, ids }) => [ack.toFixed(), ids[0]?._serialized]);
wpp.on('conn.auth_code_change', (code) => code?.fullCode);
wpp.once('conn.main_ready', () => undefined);
void wpp.chat.getMessageById('true_1@c.us_3EB0').then((message) => message.ack);

// @ts-expect-error an event that wa-js does not have
wpp.on('chat.message_ack_change', () => undefined);
// @ts-expect-error a field that the event's payload does not have
wpp.on('chat.msg_ack_change', ({ acks }) => acks);
// @ts-expect-error an event's payload must be given
wpp.emit('conn.online');
// @ts-expect-error a payload of another type
wpp.emit('conn.online', 'yes');
// @ts-expect-error a function that wa-js does not have
void wpp.chat.sendText('1@c.us', 'x');
// @ts-expect-error a function that this page does not stand in for
void wpp.chat.sendFileMessage('1@c.us', 'data:', { type: 'image' });
// @ts-expect-error an option of the wrong type
void wpp.chat.sendTextMessage('1@c.us', 'x', { waitForAck: 'yes' });
// @ts-expect-error a promise where wa-js gives a plain value
void wpp.conn.isAuthenticated().then();
// @ts-expect-error a changed result is not wa-js's
const wrong: Pick<StandIn['conn'], 'refreshQR'> = { refreshQR: async () => 'code' };
void wrong;
