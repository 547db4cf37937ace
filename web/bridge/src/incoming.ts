// Messages that people send. Groups, broadcasts and WhatsApp's own notices are not ours; an encrypted message is reported
// when it has been decrypted.
import { phoneOf, Remembered } from './ids';
import { post } from './outbox';
import { Refusal, wa } from './wpp';

/** What the bridge reads of a message, whether it is a live model or a stored record. */
interface Message {
  id: { fromMe: boolean; remote: { user: string; server: string }; toString(): string } | string;
  type?: string;
  body?: string;
  t?: number;
  isNotification?: boolean;
}

const NOTICES = new Set([
  'ciphertext',
  'e2e_notification',
  'notification',
  'notification_template',
  'gp2',
  'broadcast_notification',
  'call_log',
  'protocol',
  'revoked',
  'debug',
  'reaction',
  'pinned_message',
]);

const seen = new Remembered<true>(5_000);

function isNew(id: string): boolean {
  if (seen.get(id)) return false;
  seen.set(id, true);
  return true;
}

function isTheirs(message: Message): boolean {
  if (message.isNotification === true || NOTICES.has(message.type ?? '')) return false;
  const id = String(message.id);
  if (!id.startsWith('false_')) return false;
  const server = id.split('_')[1]?.split('@')[1];
  return server === 'c.us' || server === 'lid';
}

async function report(message: Message): Promise<void> {
  const id = String(message.id);
  const [user = '', server = ''] = (id.split('_')[1] ?? '').split('@');
  post({
    kind: 'incoming',
    id,
    from: await phoneOf({ user, server }),
    // Other kinds keep a thumbnail or a caption there.
    body: message.type === 'chat' ? (message.body ?? '') : '',
    at: message.t ?? 0,
  });
}

// One after the other, so that looking up a sender's number does not reorder messages.
let chain: Promise<void> = Promise.resolve();

function enqueue(message: Message): void {
  chain = chain.then(() => report(message)).catch(() => undefined);
}

/** Listens to new messages. */
export function listen(): void {
  wa('on')('chat.new_message', (message) => {
    const theirs = message as unknown as Message;
    if (isTheirs(theirs) && isNew(String(theirs.id))) enqueue(theirs);
  });
}

const PAGE = 50;
const MOST = 2_000;

/** Reports again everything that people sent since `since` (Unix seconds). Answers how many that were. */
export async function replay(since: number): Promise<number> {
  if (!Number.isFinite(since)) throw new Refusal('bad_time', 'not a time');
  const found: Message[] = [];
  const chats = await wa('chat.list')({ onlyUsers: true, ignoreGroupMetadata: true });
  for (const chat of chats) {
    // A chat's own time is that of its last message.
    if (typeof chat.t === 'number' && chat.t < since) continue;
    found.push(...(await messagesSince(String(chat.id), since)));
  }
  found.sort((a, b) => (a.t ?? 0) - (b.t ?? 0));
  for (const message of found) {
    isNew(String(message.id));
    enqueue(message);
  }
  await chain;
  return found.length;
}

async function messagesSince(chat: string, since: number): Promise<Message[]> {
  const found = new Map<string, Message>();
  let before: string | undefined;
  for (let read = 0; read < MOST; read += PAGE) {
    const page = (await wa('chat.getMessages')(chat, {
      count: PAGE,
      direction: 'before',
      ...(before === undefined ? {} : { id: before }),
    })) as unknown as Message[];
    const [oldest] = page;
    const fresh = page.filter((message) => !found.has(String(message.id)));
    for (const message of fresh) found.set(String(message.id), message);
    if (oldest === undefined || fresh.length === 0 || page.length < PAGE || (oldest.t ?? 0) < since) break;
    before = String(oldest.id);
  }
  return [...found.values()].filter((message) => (message.t ?? 0) >= since && isTheirs(message));
}
