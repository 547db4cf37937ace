// How far messages got. Receipts come in two ways: on the message itself (the only way a failure shows) and as wa-js's own
// event. Both are needed; each step of a message is reported once.
import { type GivenKey, namesOf, parseKey, Remembered } from './ids';
import { post } from './outbox';
import { store, wa } from './wpp';

const reached = new Remembered<number>(10_000);

function isNews(id: string, ack: number): boolean {
  const before = reached.get(id);
  if (before !== undefined && (ack < 0 ? before === ack || before >= 1 : before >= ack)) return false;
  reached.set(id, ack);
  return true;
}

/** The engine's word for an ack of 1 or more. */
export function levelOf(ack: number): 'server' | 'device' | 'read' {
  if (ack <= 1) return 'server';
  return ack === 2 ? 'device' : 'read';
}

function report(given: GivenKey, ack: number, why: { errorCode?: unknown }): void {
  if (!parseKey(String(given))?.fromMe || ack === 0 || ack > 4) return;
  const step = ack === 4 ? 3 : ack;
  for (const id of namesOf(given)) {
    if (!isNews(id, step)) continue;
    if (step >= 1) post({ kind: 'ack', id, level: levelOf(step) });
    else post({ kind: 'send_failed', id, code: String(why.errorCode ?? `ack_${ack}`), detail: `ack ${ack}` });
  }
}

/** Listens to wa-js's receipts. */
export function listen(): void {
  wa('on')('chat.msg_ack_change', ({ ack, ids }) => {
    for (const id of ids) report(id, ack, {});
  });
}

/** Listens to the messages themselves, once WhatsApp's code is there. */
export function listenToStore(): boolean {
  const messages = store('whatsapp.MsgStore');
  if (typeof messages?.on !== 'function') return false;
  messages.on('change:ack', (message: { id: GivenKey; ack?: number; errorCode?: unknown }) => {
    report(message.id, message.ack ?? 0, message);
  });
  return true;
}
