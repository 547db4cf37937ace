// WPP.chat.
import type * as WPPNS from '@wppconnect/wa-js';
import { freshMessageId, MsgKey, Wid, WPPError } from './ids';
import type { Mailbox } from './mailbox';
import { type ChatModel, MsgModel } from './models';
import type { Session } from './session';
import { drag } from './trouble';

export type Chat = Pick<
  typeof WPPNS.chat,
  | 'find'
  | 'get'
  | 'list'
  | 'generateMessageID'
  | 'sendTextMessage'
  | 'getMessageById'
  | 'getMessageACK'
  | 'getMessages'
  | 'markIsRead'
  | 'markIsComposing'
  | 'markIsPaused'
>;

type Options = WPPNS.chat.TextMessageOptions;

export function makeChat(session: Session, mailbox: Mailbox): Chat {
  const demandChat = (value: unknown): ChatModel => {
    const chat = mailbox.chats.get(Wid.of(value));
    if (!chat) throw new WPPError('chat_not_found', `Chat not found for ${String(value)}`, { id: value });
    return chat;
  };

  // Ids that come back as text or as a key; wa-js reads both by their text.
  const keyOf = (value: unknown): MsgKey => MsgKey.fromString(String(value));

  const oneMessage = async (id: unknown): Promise<MsgModel> => {
    const key = keyOf(id);
    const known = mailbox.messages.get(key);
    if (known) return known;
    demandChat(key.remote);
    const found = await mailbox.message(key);
    if (!found) throw new WPPError('msg_not_found', `Message ${key} not found`, { id: `${key}` });
    return found;
  };

  const getMessageById = async (ids: unknown): Promise<unknown> => {
    await drag();
    return Array.isArray(ids) ? Promise.all(ids.map(oneMessage)) : oneMessage(ids);
  };

  const newKey = (chat: Wid): MsgKey => new MsgKey(true, chat, freshMessageId());

  const composing = async (chat: ChatModel, ms?: number): Promise<void> => {
    session.send({ type: 'composing', chat: `${chat.id}` });
    if (ms !== undefined) await new Promise((resolve) => setTimeout(resolve, ms));
  };

  const sendTextMessage = async (
    chatId: unknown,
    content: unknown,
    options: Options = {},
  ): Promise<WPPNS.chat.SendMessageReturn> => {
    await drag();
    const chat = await mailbox.find(Wid.of(chatId));
    if (options.delay) await composing(chat, options.delay);
    const key = options.messageId === undefined ? newKey(chat.id) : keyOf(options.messageId);
    const extra = { messageId: `${key}` };
    if (!key.fromMe) throw new WPPError('message_key_is_not_from_me', 'Message key is not from me', extra);
    if (!key.remote.equals(chat.id)) {
      const words = 'Message key remote ID is not same of chat';
      throw new WPPError('message_key_remote_id_is_not_same_of_chat', words, extra);
    }
    if (options.markIsRead !== false) await mailbox.markRead(chat);
    // Whether this id was used before is not looked at: it is added, stored and sent again (engine facts §1.5).
    const { added, sent } = mailbox.send(chat, key, String(content));
    const result = options.waitForAck === false ? null : { messageSendResult: await sent };
    if (options.waitForAck === false) sent.catch((error: unknown) => console.error(error));
    return {
      id: `${added.id}`,
      ack: added.ack,
      from: `${added.from}`,
      to: `${added.to}`,
      sendMsgResult: result as WPPNS.chat.SendMessageReturn['sendMsgResult'],
    };
  };

  return {
    find: async (chatId) => {
      await drag();
      return (await mailbox.find(Wid.of(chatId))) as unknown as WPPNS.whatsapp.ChatModel;
    },
    get: (chatId) => mailbox.chats.get(Wid.of(chatId)) as unknown as WPPNS.whatsapp.ChatModel | undefined,
    list: async (options = {}) => {
      await drag();
      let chats = mailbox.chats.getModelsArray();
      if (options.onlyWithUnreadMessage) chats = chats.filter((chat) => chat.hasUnread);
      if (options.onlyGroups || options.onlyCommunities || options.onlyNewsletter) chats = [];
      chats.sort((a, b) => b.t - a.t);
      if (options.id !== undefined) {
        const at = chats.findIndex((chat) => chat.id.equals(options.id));
        if (at >= 0) chats = options.direction === 'before' ? chats.slice(0, at) : chats.slice(at + 1);
      }
      const wanted = options.count === undefined || options.count < 0 ? chats : chats.slice(0, options.count);
      return wanted as unknown as WPPNS.whatsapp.ChatModel[];
    },
    generateMessageID: async (chat) => {
      const wid = typeof chat === 'object' && 'id' in chat ? Wid.of(chat.id) : Wid.of(chat);
      return newKey(wid) as unknown as WPPNS.whatsapp.MsgKey;
    },
    sendTextMessage,
    getMessageById: getMessageById as typeof WPPNS.chat.getMessageById,
    getMessageACK: async (id) => {
      const { ack } = await oneMessage(id);
      const remaining = { deliveryRemaining: ack >= 2 ? 0 : 1, readRemaining: ack >= 3 ? 0 : 1 };
      return { ack, fromMe: keyOf(id).fromMe, ...remaining, playedRemaining: 0, participants: [] };
    },
    getMessages: async (chatId, options = {}) => {
      await drag();
      const chat = demandChat(chatId);
      let rows = await mailbox.messagesOf(chat);
      if (options.onlyUnread) rows = rows.filter((row) => row.id.startsWith('false_')).slice(-chat.unreadCount);
      const at = options.id === undefined ? -1 : rows.findIndex((row) => row.id === options.id);
      if (at >= 0) rows = options.direction === 'after' ? rows.slice(at + 1) : rows.slice(0, at);
      const count = options.count ?? 20;
      if (count >= 0) rows = options.direction === 'after' ? rows.slice(0, count) : rows.slice(-count);
      const models = rows.map((row) => mailbox.messages.get(row.id) ?? new MsgModel(row));
      return models as unknown as WPPNS.chat.RawMessage[];
    },
    markIsRead: async (chatId) => {
      const chat = demandChat(chatId);
      await mailbox.markRead(chat);
      return { wid: chat.id as unknown as WPPNS.whatsapp.Wid, unreadCount: chat.unreadCount };
    },
    markIsComposing: async (chatId, duration) => composing(demandChat(chatId), duration),
    markIsPaused: async (chatId) => void demandChat(chatId),
  };
}
