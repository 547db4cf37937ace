// Message ids (`true_<chat>_<hex>`) and the two names a person has: a phone number (@c.us) and a hidden id (@lid).
import { Refusal, store, wa } from './wpp';

/** The parts of a serialised message id. */
export interface Key {
  fromMe: boolean;
  chat: string;
  hex: string;
}

/** Reads `true_<chat>_<hex>` (groups append a participant). */
export function parseKey(id: string): Key | null {
  const [fromMe, chat, hex] = id.split('_');
  if ((fromMe !== 'true' && fromMe !== 'false') || !chat?.includes('@') || !hex) return null;
  return { fromMe: fromMe === 'true', chat, hex };
}

/** A number in E.164 as WhatsApp names its account. */
export function accountOf(phone: string): string {
  const digits = phone.replace(/^\+/, '');
  if (!/^[1-9][0-9]{6,14}$/.test(digits)) throw new Refusal('bad_phone', 'not a number in E.164');
  return `${digits}@c.us`;
}

interface Named {
  user: string;
  server: string;
}

/** A map that keeps what was put in last, `most` at most. */
export class Remembered<V> {
  readonly #kept = new Map<string, V>();
  readonly #most: number;
  constructor(most: number) {
    this.#most = most;
  }
  get(key: string): V | undefined {
    return this.#kept.get(key);
  }
  /** Whether it was there. */
  delete(key: string): boolean {
    return this.#kept.delete(key);
  }
  set(key: string, value: V): void {
    this.#kept.delete(key);
    this.#kept.set(key, value);
    if (this.#kept.size <= this.#most) return;
    const oldest = this.#kept.keys().next().value;
    if (oldest !== undefined) this.#kept.delete(oldest);
  }
}

// Whom we wrote to under which name. wa-js knows more, but not always these.
const numbers = new Remembered<string>(20_000);

/** Remembers that this chat is with this number. */
export function chatIsWith(chat: string, phone: string): void {
  numbers.set(chat, phone);
}

const PATIENCE = 3_000;

/** The number behind an account's name, in E.164; `<id>@lid` where WhatsApp keeps it hidden. */
export async function phoneOf(wid: Named): Promise<string> {
  if (wid.server === 'c.us') return `+${wid.user}`;
  const name = `${wid.user}@${wid.server}`;
  if (wid.server !== 'lid') return name;
  const written = numbers.get(name);
  if (written !== undefined) return written;
  // Messages wait for this answer in their order: it must not stay out.
  const asked = Promise.resolve()
    .then(() => wa('contact.getPnLidEntry')(name))
    .then(({ phoneNumber }) => (phoneNumber ? `+${phoneNumber.id}` : name))
    .catch(() => name);
  const late = new Promise<string>((resolve) => setTimeout(() => resolve(name), PATIENCE));
  return Promise.race([asked, late]);
}

// A receipt may name a chat by its number while the message was sent under the hidden id, or the other way round. The last
// part of the id is random and the same in both: within a document it leads back to the id that the engine knows.
const known = new Remembered<string>(10_000);

/** Remembers an id the engine was given or asked about. */
export function remember(id: string): void {
  const key = parseKey(id);
  if (key) known.set(key.hex, id);
}

/** A message id as wa-js gives it: text, or a key with the chat's name as an object. */
export interface GivenKey {
  remote?: unknown;
  toString(): string;
}

/** The ids under which the engine may know a message. One, unless it was sent before this document was loaded. */
export function namesOf(given: GivenKey): string[] {
  const id = String(given);
  const key = parseKey(id);
  const ours = key && known.get(key.hex);
  if (!key || ours !== undefined) return [ours ?? id];
  const other = otherName(given.remote);
  return other === null ? [id] : [id, `${key.fromMe}_${other}_${key.hex}`];
}

// What WhatsApp has in memory of the two names; nobody is asked.
function otherName(chat: unknown): string | null {
  const cache = store('whatsapp.lidPnCache');
  if (!cache || typeof chat !== 'object' || chat === null) return null;
  const wid = chat as Parameters<typeof cache.getPhoneNumber>[0];
  try {
    const other = wid.server === 'lid' ? cache.getPhoneNumber(wid) : cache.getCurrentLid(wid);
    return other ? String(other) : null;
  } catch {
    return null;
  }
}

/** Whether a message of this id is in the page's memory. */
export function inStore(id: string): boolean {
  try {
    return store('whatsapp.MsgStore')?.get(id) !== undefined;
  } catch {
    return false;
  }
}
