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

/** The number behind an account's name, in E.164; `<id>@lid` where WhatsApp keeps it hidden. */
export async function phoneOf(wid: Named): Promise<string> {
  if (wid.server === 'c.us') return `+${wid.user}`;
  const name = `${wid.user}@${wid.server}`;
  if (wid.server !== 'lid') return name;
  try {
    const entry = await wa('contact.getPnLidEntry')(name);
    if (entry.phoneNumber) return `+${entry.phoneNumber.id}`;
  } catch {
    // Not known to this device.
  }
  return name;
}

// A receipt may name a chat by its number while the message was sent under the hidden id, or the other way round. The last
// part of the id is random and the same in both: it leads back to the id that the engine knows.
const KNOWN = 10_000;
const known = new Map<string, string>();

/** Remembers an id the engine was given or asked about. */
export function remember(id: string): void {
  const key = parseKey(id);
  if (!key) return;
  known.delete(key.hex);
  known.set(key.hex, id);
  if (known.size > KNOWN) {
    const oldest = known.keys().next().value;
    if (oldest !== undefined) known.delete(oldest);
  }
}

/** The id as the engine knows it. */
export function canonical(id: string): string {
  const key = parseKey(id);
  return (key && known.get(key.hex)) ?? id;
}

/** Whether a message of this id is in the page's memory. */
export function inStore(id: string): boolean {
  try {
    return store('whatsapp.MsgStore')?.get(id) !== undefined;
  } catch {
    return false;
  }
}
