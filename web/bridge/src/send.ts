// Sending a text once. The id is made before, kept by the engine, and looked for before anything is handed to WhatsApp.
import { levelOf } from './acks';
import { accountOf, chatIsWith, inStore, parseKey, remember, Remembered } from './ids';
import type { Answer } from './outbox';
import { picture } from './state';
import { Refusal, wa } from './wpp';

function demandLogin(): void {
  const now = picture();
  if (!now.authenticated || now.phone === null) throw new Refusal('not_ready', 'the account is not logged in');
}

// Ids made in this document. Nobody else can have used one, so that WhatsApp need not search its history for it.
const made = new Remembered<true>(10_000);

/** An id for one message to a number. */
export async function newMessageId(phone: string): Promise<Answer> {
  demandLogin();
  const account = accountOf(phone);
  const found = await wa('contact.queryWidExists')(account);
  if (!found) {
    // wa-js turns a failed question into "no such account": only a connected page is believed.
    if (!picture().online) throw new Refusal('network', 'asked while the page was offline');
    return { ok: true, id: null };
  }
  // The chat decides under which of the person's names the id is made: number or hidden id.
  const chat = await wa('chat.find')(found.wid ?? account);
  chatIsWith(String(chat.id), `+${account.split('@')[0]}`);
  const id = String(await wa('chat.generateMessageID')(chat));
  remember(id);
  made.set(id, true);
  return { ok: true, id };
}

type Found = { state: 'not_found' | 'pending' | 'failed' } | { state: 'acked'; level: 'server' | 'device' | 'read' };

const codeOf = (error: unknown): string => String((error as { code?: unknown } | null)?.code ?? '');

async function find(id: string, chat: string): Promise<Found> {
  for (const second of [false, true]) {
    try {
      const { ack = 0 } = await wa('chat.getMessageById')(id);
      if (ack < 0) return { state: 'failed' };
      return ack === 0 ? { state: 'pending' } : { state: 'acked', level: levelOf(ack) };
    } catch (error) {
      const code = codeOf(error);
      if (code === 'msg_not_found') return { state: 'not_found' };
      if (code !== 'chat_not_found') throw error;
      // Without its chat nothing is known yet: load that first. Twice means that there is none.
      if (second) return { state: 'not_found' };
      await wa('chat.find')(chat);
    }
  }
  return { state: 'not_found' };
}

/** What is known of an id. */
export async function lookUp(id: string): Promise<Answer> {
  demandLogin();
  const key = parseKey(id);
  if (!key) throw new Refusal('bad_id', 'not a message id');
  remember(id);
  return { ok: true, ...(await find(id, key.chat)) };
}

// Handed over in this document: two calls at the same moment must not both pass the question.
const started = new Remembered<true>(10_000);

/** Hands a text to WhatsApp under an id, unless that id was used before. */
export async function sendText(id: string, body: string): Promise<Answer> {
  demandLogin();
  const key = parseKey(id);
  if (!key?.fromMe) throw new Refusal('bad_id', 'not the id of an own message');
  remember(id);
  if (started.get(id)) return { ok: true, already_used: true };
  started.set(id, true);
  try {
    const unused = made.delete(id) || (await find(id, key.chat)).state === 'not_found';
    if (!unused) return { ok: true, already_used: true };
  } catch (error) {
    started.delete(id);
    throw error;
  }
  try {
    await wa('chat.sendTextMessage')(key.chat, body, {
      messageId: id,
      // Siar waits for the acknowledgement by event, sends what it was given and nothing else.
      waitForAck: false,
      linkPreview: false,
      detectMentioned: false,
      markIsRead: false,
    });
  } catch (error) {
    // Refused after it was stored: it may leave. The engine looks it up.
    if (inStore(id)) return { ok: true, already_used: false };
    started.delete(id);
    throw error;
  }
  return { ok: true, already_used: false };
}
