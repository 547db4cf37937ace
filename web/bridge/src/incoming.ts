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
  /** Below a picture, a film or a document. */
  caption?: string;
  filename?: string;
  listResponse?: { title?: string };
  t?: number;
  /** The key of the last edit: a message of its own to WhatsApp. */
  latestEditMsgKey?: { toString(): string };
  latestEditSenderTimestampMs?: number;
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

/** Of these the body is what the person wrote, or the button or line that they chose. Other kinds keep a thumbnail there. */
const WRITTEN = new Set(['chat', 'buttons_response', 'template_button_reply', 'list_response', 'interactive_response']);

function textOf(message: Message): string {
  if (WRITTEN.has(message.type ?? '')) return message.body || message.listResponse?.title || '';
  // A document without a caption may have its file's name there.
  return message.caption !== message.filename ? (message.caption ?? '') : '';
}

/** An edited message is told of under the id of the edit: what it says now is another thing than what was told. */
function idOf(message: Message): string {
  const edit = String(message.latestEditMsgKey ?? '');
  return edit.startsWith('false_') ? edit : String(message.id);
}

function timeOf(message: Message): number {
  const edited = message.latestEditSenderTimestampMs;
  return edited ? Math.floor(edited / 1_000) : (message.t ?? 0);
}

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

async function report(chat: string, said: { id: string; body: string; at: number }): Promise<void> {
  const [user = '', server = ''] = chat.split('@');
  post({ kind: 'incoming', from: await phoneOf({ user, server }), ...said });
}

// One after the other, so that looking up a sender's number does not reorder messages.
let chain: Promise<void> = Promise.resolve();

function enqueue(message: Message): void {
  // Now: the model is WhatsApp's, and an edit changes it.
  const said = { id: idOf(message), body: textOf(message), at: timeOf(message) };
  const chat = String(message.id).split('_')[1] ?? '';
  chain = chain.then(() => report(chat, said)).catch(() => undefined);
}

/** Listens to new messages, and to what becomes of them. */
export function listen(): void {
  const hear = (message: unknown) => {
    const theirs = message as Message;
    if (isTheirs(theirs) && isNew(idOf(theirs))) enqueue(theirs);
  };
  wa('on')('chat.new_message', hear);
  wa('on')('chat.msg_edited', ({ msg }) => hear(msg));
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
  found.sort((a, b) => timeOf(a) - timeOf(b));
  for (const message of found) {
    isNew(idOf(message));
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
  return [...found.values()].filter((message) => timeOf(message) >= since && isTheirs(message));
}
