// Chats and messages: what is stored, sent and received, and in which order (engine facts §1.5).
import { MsgKey, Wid, WPPError } from './ids';
import { ChatModel, Collection, type MessageRow, MsgCollection, MsgModel } from './models';
import type { Session } from './session';
import type { Storage } from './storage';
import type { Found, IncomingMessage, Receipt, ToPage } from './wire';

/** How long a question to the server may take. */
const QUESTION = 10_000;

export type SendResult = 'OK' | 'ERROR_NETWORK' | 'ERROR_UNKNOWN';

/** A grey pixel, as WhatsApp Web has one of each picture at hand before it is loaded. */
const THUMBNAIL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==';

/** The fields of the model that hold what a person wrote or chose. */
function contentOf({ body, shape }: IncomingMessage): Pick<MessageRow, 'type' | 'body' | 'caption'> {
  switch (shape) {
    case 'caption':
      return { type: 'image', body: THUMBNAIL, caption: body };
    case 'button':
      return { type: 'buttons_response', body };
    case 'list_row':
      return { type: 'list_response', body };
    case 'text':
      return { type: 'chat', body };
  }
}

export class Mailbox {
  readonly chats = new Collection<ChatModel>();
  readonly messages = new MsgCollection();
  readonly #byNumber = new Map<string, Found>();
  readonly #questions = new Map<number, (found: Found | null) => void>();
  readonly #waitingAck = new Map<string, (result: SendResult) => void>();
  /** Messages that could not go out yet. In memory only: a crash forgets them (engine facts §1.5, a non-persisted job). */
  #unsent: MsgModel[] = [];
  #deliveries: Promise<void> = Promise.resolve();
  /** Messages that were told undecrypted and are not decrypted yet: catching up waits for them. */
  readonly #decrypting = new Set<Promise<void>>();
  #lastQuestion = 0;

  constructor(
    private readonly session: Session,
    private readonly storage: Storage,
  ) {
    session.inbound = this;
  }

  async load(): Promise<void> {
    for (const row of await this.storage.chats()) this.chats.add(new ChatModel(row));
  }

  arrived(frame: ToPage): void {
    switch (frame.type) {
      case 'server_ack':
        this.#answer(frame.id, 'OK');
        this.#later(() => this.#ack(frame.chat, frame.id, 1));
        break;
      case 'nack':
        this.#later(() => this.#refused(frame.chat, frame.id, frame.code));
        break;
      case 'exists_answer':
        this.#questions.get(frame.req)?.(frame.found);
        break;
      case 'deliver': {
        const { seq, item } = frame;
        this.#later(async () => {
          let told: number | undefined;
          if (item.kind === 'message') told = item.edits === null ? await this.#incoming(item) : await this.#edited(item, item.edits);
          else await this.#receipt(item);
          this.session.send({ type: 'got', upto: seq, ...(told === undefined ? {} : { told_us: told }) });
        });
        break;
      }
      case 'offline_end':
        this.#later(async () => {
          await Promise.all(this.#decrypting);
          this.session.caughtUp();
        });
        break;
      default:
        break;
    }
  }

  /** What arrives is worked off in order, each thing stored before the next. */
  #later(work: () => Promise<void>): void {
    this.#deliveries = this.#deliveries.then(work).catch((error: unknown) => console.error(error));
  }

  connected(): void {
    const waiting = this.#unsent;
    this.#unsent = [];
    for (const message of waiting) this.#toWire(message);
  }

  disconnected(): void {
    for (const answer of this.#questions.values()) answer(null);
  }

  /** Asks the server for an account. A server that fails looks like no account (engine facts §1.4, queryWidExists). */
  async exists(wid: Wid): Promise<Found | null> {
    const known = this.#byNumber.get(wid._serialized) ?? (await this.storage.contact(wid._serialized));
    if (known) return known;
    if (!this.session.open) return null;
    const req = (this.#lastQuestion += 1);
    const found = await new Promise<Found | null>((resolve) => {
      this.#questions.set(req, resolve);
      setTimeout(() => resolve(null), QUESTION);
      this.session.send({ type: 'exists', req, wid: wid._serialized });
    });
    this.#questions.delete(req);
    if (found) {
      this.#byNumber.set(found.wid, found).set(found.lid, found);
      await this.storage.keepContact(found);
    }
    return found;
  }

  /** The account's other name, if this page knows it. */
  knownAs(wid: Wid): Found | undefined {
    const chat = this.chats.getModelsArray().find((c) => c.wid.equals(wid) || c.lid.equals(wid));
    if (chat) return { wid: `${chat.wid}`, lid: `${chat.lid}`, chat: `${chat.id}` };
    return this.#byNumber.get(wid._serialized);
  }

  /** The chat under this id, or under the person's other name. */
  chatOf(wid: Wid): ChatModel | undefined {
    const exact = this.chats.get(wid);
    return exact ?? this.chats.getModelsArray().find((c) => c.wid.equals(wid) || c.lid.equals(wid));
  }

  /** Finds a chat or makes it; most have a LID as their id (engine facts §1.5). */
  async find(wid: Wid): Promise<ChatModel> {
    const known = this.chatOf(wid);
    if (known) return known;
    const found = await this.exists(wid);
    // What WhatsApp's own code throws for a number without an account (wa-js issues #2816, #2839).
    if (!found) throw new Error('No LID for user');
    return this.#makeChat(found, '');
  }

  async #makeChat(found: Found, name: string): Promise<ChatModel> {
    const { chat, wid, lid } = found;
    const model = new ChatModel({ id: chat, wid, lid, name, t: nowSeconds(), unreadCount: 0 });
    await this.storage.keepChat(model.row());
    this.session.events.emit('chat.new_chat', model as never);
    return this.chats.get(chat) ?? this.chats.add(model);
  }

  /** The order that decides what a crash leaves behind: memory, disk (awaited), wire (engine facts §1.5, 1 to 3). */
  send(chat: ChatModel, key: MsgKey, body: string): { added: MsgModel; sent: Promise<SendResult> } {
    const me = this.session.me;
    if (!me) throw new WPPError('not_authenticated', 'Not authenticated');
    const from = chat.id.isLid() ? me.lid : me.wid;
    const message = new MsgModel({
      id: key._serialized,
      chat: `${chat.id}`,
      body,
      type: 'chat',
      t: nowSeconds(),
      n: nextPlace(),
      ack: 0,
      from: `${from}`,
      to: `${chat.id}`,
    });
    message.isNewMsg = true;
    this.messages.add(message);
    this.#announce(message);
    chat.t = message.t;
    const sent = this.storage.keepMessage(message.row(), chat.row()).then(() => {
      const result = new Promise<SendResult>((resolve) => this.#waitingAck.set(key.id, resolve));
      this.#toWire(message);
      return result;
    });
    return { added: message, sent };
  }

  #answer(id: string, result: SendResult): void {
    this.#waitingAck.get(id)?.(result);
    this.#waitingAck.delete(id);
  }

  #toWire(message: MsgModel): void {
    if (!this.session.open) {
      this.#unsent.push(message);
      return;
    }
    this.session.send({ type: 'send', id: message.id.id, chat: `${message.id.remote}`, body: message.body });
  }

  /** A message from memory or disk. */
  async message(key: MsgKey): Promise<MsgModel | undefined> {
    const known = this.messages.get(key);
    if (known) return known;
    const row = await this.storage.message(key._serialized);
    return row && (this.messages.get(key) ?? new MsgModel(row));
  }

  messagesOf(chat: ChatModel): Promise<MessageRow[]> {
    return this.storage.messagesOf(`${chat.id}`);
  }

  async markRead(chat: ChatModel): Promise<void> {
    const before = chat.unreadCount;
    if (before === 0) return;
    chat.unreadCount = 0;
    await this.storage.keepChat(chat.row());
    this.session.send({ type: 'read', chat: `${chat.id}` });
    this.#unreadChanged(chat, before);
  }

  async #ack(chat: string, id: string, ack: number): Promise<void> {
    const message = await this.message(new MsgKey(true, Wid.of(chat), id));
    if (!message || message.ack >= ack) return;
    // Listeners hear it from the collection, whether or not the message was in memory.
    if (!this.messages.get(message.id)) this.messages.add(message);
    this.messages.setAck(message, ack);
    if (ack === 1) {
      // wa-js makes this event of the collection's change (engine facts §1.4: ack 1 comes from MsgStore).
      queueMicrotask(() =>
        this.session.events.emit('chat.msg_ack_change', { ack, chat: message.to, ids: [message.id] } as never),
      );
    }
    await this.storage.keepMessage(message.row());
    this.session.changed();
  }

  async #receipt({ chat, id, ack }: Receipt): Promise<void> {
    // From the receipt handler, for every receipt, news or not (engine facts §1.4). wa-js makes the ids of whichever name of
    // the person the receipt came under, which need not be the chat's (source of its chat.msg_ack_change).
    const known = this.chats.get(chat);
    const byNumber = known !== undefined && Math.random() < this.session.receiptByNumberShare;
    const remote = byNumber ? known.wid : Wid.of(chat);
    const ids = [new MsgKey(true, remote, id)];
    queueMicrotask(() => this.session.events.emit('chat.msg_ack_change', { ack, chat: remote, ids } as never));
    await this.#ack(chat, id, ack);
  }

  async #refused(chat: string, id: string, code: string): Promise<void> {
    this.#answer(id, 'ERROR_UNKNOWN');
    const message = await this.message(new MsgKey(true, Wid.of(chat), id));
    if (!message) return;
    if (!this.messages.get(message.id)) this.messages.add(message);
    // Ack -1 shows on the collection only, never as chat.msg_ack_change (engine facts §1.4).
    this.messages.setAck(message, -1, code);
    await this.storage.keepMessage(message.row());
    this.session.changed();
  }

  /** Answers when listeners were told of it, in microseconds since 1970; nothing if it is not news or not yet decrypted. */
  async #incoming(item: IncomingMessage): Promise<number | undefined> {
    const remote = Wid.of(item.chat);
    const key = new MsgKey(false, remote, item.id);
    const lid = item.chat.endsWith('@lid') ? item.chat : undefined;
    // Delivered again after a break: it is stored already and not news any more.
    if (await this.message(key)) return undefined;
    let chat = this.chats.get(remote);
    if (!chat) {
      const found = lid ? { wid: item.from, lid, chat: item.chat } : await this.exists(Wid.of(item.from));
      chat = await this.#makeChat(found ?? { wid: item.from, lid: item.from, chat: item.chat }, item.name);
    }
    const me = this.session.me;
    const to = remote.isLid() ? me?.lid : me?.wid;
    const message = new MsgModel({
      id: key._serialized,
      chat: item.chat,
      ...contentOf(item),
      t: item.t,
      n: nextPlace(),
      ack: 1,
      from: item.chat,
      to: `${to ?? item.chat}`,
      notifyName: item.name,
    });
    message.isNewMsg = true;
    chat.t = item.t;
    if (!chat.name) chat.name = item.name;
    const before = chat.unreadCount;
    chat.unreadCount += 1;
    await this.storage.keepMessage(message.row(), chat.row());
    this.messages.add(message);
    const encrypted = Math.random() < this.session.ciphertextShare;
    const told = encrypted ? undefined : Math.round((performance.timeOrigin + performance.now()) * 1_000);
    if (encrypted) this.#announceUndecrypted(message);
    else this.#announce(message);
    this.#unreadChanged(chat, before);
    this.session.changed();
    return told;
  }

  /** The message keeps its id and its time; the edit has its own (wa-js's `chat.msg_edited`, engine facts §1.4). */
  async #edited(item: IncomingMessage, edits: string): Promise<undefined> {
    const remote = Wid.of(item.chat);
    const message = await this.message(new MsgKey(false, remote, edits));
    const key = new MsgKey(false, remote, item.id);
    if (!message || String(message.latestEditMsgKey) === String(key)) return;
    Object.assign(message, contentOf(item));
    message.latestEditMsgKey = key;
    message.latestEditSenderTimestampMs = item.t * 1_000;
    await this.storage.keepMessage(message.row());
    const told = { chat: remote, id: `${message.id}`, msg: message };
    queueMicrotask(() => this.session.events.emit('chat.msg_edited', told as never));
    this.session.changed();
  }

  #announce(message: MsgModel): void {
    queueMicrotask(() => this.session.events.emit('chat.new_message', message as never));
  }

  /** Told twice: first as ciphertext, then decrypted (engine facts §1.4). */
  #announceUndecrypted(message: MsgModel): void {
    const { type } = message;
    message.type = 'ciphertext';
    this.#announce(message);
    const decrypted = new Promise<void>((resolve) => setTimeout(resolve, 20)).then(() => {
      message.type = type;
      message.trigger('change:type', message, type);
      this.#announce(message);
      this.#decrypting.delete(decrypted);
    });
    this.#decrypting.add(decrypted);
  }

  #unreadChanged(chat: ChatModel, previousUnreadCount: number): void {
    const { unreadCount } = chat;
    this.session.events.emit('chat.unread_count_changed', { chat, unreadCount, previousUnreadCount } as never);
  }
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1_000);
}

let place = 0;

/** Counts up, also over reloads. */
function nextPlace(): number {
  place = Math.max(place + 1, Date.now() * 1_000);
  return place;
}
