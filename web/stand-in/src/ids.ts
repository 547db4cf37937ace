// Ids of accounts (Wid) and messages (MsgKey) with the members of WhatsApp's own that anyone outside the page uses.
import type * as WPPNS from '@wppconnect/wa-js';

type WidShape = Pick<
  WPPNS.whatsapp.Wid,
  | '_serialized'
  | 'user'
  | 'server'
  | 'toString'
  | 'toJid'
  | 'toJSON'
  | 'equals'
  | 'isUser'
  | 'isLid'
  | 'isGroup'
  | 'isBot'
  | 'isNewsletter'
  | 'isStatusV3'
>;

type MsgKeyShape = Pick<
  WPPNS.whatsapp.MsgKey,
  'fromMe' | 'id' | 'participant' | '_serialized' | 'toString' | 'equals'
>;

/** An error as wa-js throws it: with a code. */
export class WPPError extends Error {
  readonly code: string;
  constructor(code: string, message: string, extra: Record<string, unknown> = {}) {
    super(message);
    this.name = 'WPPError';
    this.code = code;
    Object.assign(this, extra);
  }
}

export class Wid implements WidShape {
  readonly _serialized: string;
  constructor(
    readonly user: string,
    readonly server: string,
  ) {
    this._serialized = `${user}@${server}`;
  }

  /** Takes what wa-js takes: a Wid, or text with or without `@c.us`. */
  static of(value: unknown): Wid {
    const text = String(value ?? '');
    const match = /^(\d{5,20})(?:@(c\.us|s\.whatsapp\.net|lid))?$/.exec(text);
    if (!match) throw new WPPError('invalid_wid', `Invalid WID value for ${text}`, { id: value });
    const server = match[2] === 'lid' ? 'lid' : 'c.us';
    return new Wid(match[1] ?? '', server);
  }

  toString(): string {
    return this._serialized;
  }
  toJid(): string {
    return this._serialized.replace('@c.us', '@s.whatsapp.net');
  }
  toJSON(): string {
    return this._serialized;
  }
  equals(other: unknown): boolean {
    return String(other) === this._serialized;
  }
  isUser(): boolean {
    return true;
  }
  isLid(): boolean {
    return this.server === 'lid';
  }
  isGroup(): boolean {
    return false;
  }
  isBot(): boolean {
    return false;
  }
  isNewsletter(): boolean {
    return false;
  }
  isStatusV3(): boolean {
    return false;
  }
}

export class MsgKey implements MsgKeyShape {
  readonly _serialized: string;
  readonly participant = undefined;
  constructor(
    readonly fromMe: boolean,
    readonly remote: Wid,
    readonly id: string,
  ) {
    this._serialized = `${fromMe}_${remote}_${id}`;
  }

  static fromString(text: string): MsgKey {
    const [fromMe, remote, id] = text.split('_');
    if ((fromMe !== 'true' && fromMe !== 'false') || !remote || !id) {
      throw new WPPError('invalid_msg_key', `Invalid message key ${text}`, { id: text });
    }
    return new MsgKey(fromMe === 'true', Wid.of(remote), id);
  }

  toString(): string {
    return this._serialized;
  }
  equals(other: unknown): other is WPPNS.whatsapp.MsgKey {
    return String(other) === this._serialized;
  }
}

/** A message id as WhatsApp Web makes them: 3EB0 and 18 hex digits (engine facts §1.4: `3EB0..hex`). */
export function freshMessageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(9));
  return `3EB0${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}
