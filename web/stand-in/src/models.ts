// WhatsApp's models and collections, as far as anyone outside the page touches them: attributes, `on('change:…')`, `get`.
import type * as WPPNS from '@wppconnect/wa-js';
import { calmly } from './events';
import { MsgKey, Wid } from './ids';

type Listener = (...args: never[]) => void;

/** The part of Backbone's events that the models share. */
export class Observable {
  readonly #listeners = new Map<string, Set<Listener>>();

  on(names: string, listener: Listener): this {
    for (const name of names.split(' ')) {
      const known = this.#listeners.get(name) ?? new Set();
      this.#listeners.set(name, known.add(listener));
    }
    return this;
  }

  once(name: string, listener: Listener): this {
    const first = (...args: never[]): void => {
      this.off(name, first);
      listener(...args);
    };
    return this.on(name, first);
  }

  off(name: string, listener: Listener): this {
    this.#listeners.get(name)?.delete(listener);
    return this;
  }

  trigger(name: string, ...args: unknown[]): void {
    for (const listener of [...(this.#listeners.get(name) ?? [])]) {
      calmly(() => listener(...(args as never[])));
    }
  }
}

/** What a stored message holds; the row in IndexedDB. */
export interface MessageRow {
  id: string;
  chat: string;
  body: string;
  caption?: string;
  type: string;
  t: number;
  /** Order within the chat: `t` counts whole seconds only. */
  n: number;
  ack: number;
  from: string;
  to: string;
  notifyName?: string;
  isSendFailure?: boolean;
  errorCode?: string;
  /** Of the last edit: the key that it came under, and when. */
  edit?: { key: string; ms: number };
}

type MsgShape = Pick<
  WPPNS.whatsapp.MsgModel,
  'body' | 'caption' | 'type' | 't' | 'ack' | 'isNewMsg' | 'notifyName' | 'isSendFailure' | 'self'
>;

export class MsgModel extends Observable implements MsgShape {
  readonly id: MsgKey;
  readonly from: Wid;
  readonly to: Wid;
  readonly t: number;
  readonly n: number;
  readonly self: string;
  readonly notifyName: string | undefined;
  body: string;
  caption: string | undefined;
  latestEditMsgKey: MsgKey | undefined;
  /** Beyond wa-js's types, as is `latestEditMsgKey`'s use for messages that came in. */
  latestEditSenderTimestampMs: number | undefined;
  type: string;
  ack: number;
  isNewMsg = false;
  isSendFailure: boolean;
  /** Beyond wa-js's types: set with ack -1 (engine facts §1.4, per-message limit signal). */
  errorCode: string | undefined;

  constructor(row: MessageRow) {
    super();
    this.id = MsgKey.fromString(row.id);
    this.from = Wid.of(row.from);
    this.to = Wid.of(row.to);
    this.body = row.body;
    this.caption = row.caption;
    this.type = row.type;
    this.t = row.t;
    this.n = row.n;
    this.ack = row.ack;
    this.self = this.id.fromMe ? 'out' : 'in';
    this.notifyName = row.notifyName;
    this.isSendFailure = row.isSendFailure ?? false;
    this.errorCode = row.errorCode;
    this.latestEditMsgKey = row.edit && MsgKey.fromString(row.edit.key);
    this.latestEditSenderTimestampMs = row.edit?.ms;
  }

  row(): MessageRow {
    return {
      id: this.id._serialized,
      chat: this.id.remote._serialized,
      body: this.body,
      ...(this.caption === undefined ? {} : { caption: this.caption }),
      type: this.type,
      t: this.t,
      n: this.n,
      ack: this.ack,
      from: this.from._serialized,
      to: this.to._serialized,
      ...(this.notifyName === undefined ? {} : { notifyName: this.notifyName }),
      ...(this.isSendFailure ? { isSendFailure: true } : {}),
      ...(this.errorCode === undefined ? {} : { errorCode: this.errorCode }),
      ...(this.latestEditMsgKey === undefined
        ? {}
        : { edit: { key: this.latestEditMsgKey._serialized, ms: this.latestEditSenderTimestampMs ?? 0 } }),
    };
  }
}

/** What a stored chat holds. */
export interface ChatRow {
  id: string;
  /** The number behind it, `…@c.us`. */
  wid: string;
  lid: string;
  name: string;
  t: number;
  unreadCount: number;
}

type ChatShape = Pick<WPPNS.whatsapp.ChatModel, 't' | 'unreadCount' | 'name' | 'formattedTitle' | 'archive'>;

export class ChatModel extends Observable implements ChatShape {
  readonly id: Wid;
  readonly wid: Wid;
  readonly lid: Wid;
  name: string;
  t: number;
  unreadCount: number;
  archive = false;
  readonly isUser = true;

  constructor(row: ChatRow) {
    super();
    this.id = Wid.of(row.id);
    this.wid = Wid.of(row.wid);
    this.lid = Wid.of(row.lid);
    this.name = row.name;
    this.t = row.t;
    this.unreadCount = row.unreadCount;
  }

  get formattedTitle(): string {
    return this.name || `+${this.wid.user}`;
  }

  get hasUnread(): boolean {
    return this.unreadCount > 0;
  }

  row(): ChatRow {
    const { t, name, unreadCount } = this;
    return { id: `${this.id}`, wid: `${this.wid}`, lid: `${this.lid}`, name, t, unreadCount };
  }
}

/** A collection: models by id, and their changes as its own events. */
export class Collection<M extends { id: { toString(): string } }> extends Observable {
  protected readonly models = new Map<string, M>();

  get(id: unknown): M | undefined {
    return this.models.get(String(id));
  }

  getModelsArray(): M[] {
    return [...this.models.values()];
  }

  get length(): number {
    return this.models.size;
  }

  add(model: M): M {
    this.models.set(model.id.toString(), model);
    this.trigger('add', model);
    return model;
  }
}

/** The page keeps this many messages in memory; older ones are read from the disk when asked for. */
const IN_MEMORY = 2_000;

export class MsgCollection extends Collection<MsgModel> {
  override add(model: MsgModel): MsgModel {
    super.add(model);
    if (this.models.size > IN_MEMORY) {
      const oldest = this.models.keys().next().value;
      if (oldest !== undefined) this.models.delete(oldest);
    }
    return model;
  }

  /** Sets an ack and lets both the message and the collection tell. */
  setAck(model: MsgModel, ack: number, failure?: string): void {
    model.ack = ack;
    model.isSendFailure = failure !== undefined;
    model.errorCode = failure;
    model.trigger('change:ack', model, ack);
    this.trigger('change:ack', model, ack);
  }
}
