// A wa-js of which the test decides every answer: `fake.emit(event, …)` and `fake.answers`.
(() => {
  const listeners = {};
  const emit = (name, ...args) => (listeners[name] || []).forEach((listener) => listener(...args));
  const changes = [];
  const messages = new Map();
  const fake = {
    emit,
    messages,
    online: true,
    authenticated: false,
    mode: 'QR',
    exists: async (wid) => ({ wid }),
    chat: (wid) => wid,
    numbers: {},
    pairs: {},
    sent: [],
    ack(id, ack, errorCode) {
      const message = Object.assign(messages.get(id) || { id }, { ack, errorCode });
      changes.forEach((listener) => listener(message));
    },
  };
  const refuse = (code) => Promise.reject(Object.assign(new Error(code), { code }));
  window.fake = fake;
  window.WPP = {
    version: 'fake',
    isReady: true,
    isFullReady: true,
    on: (name, listener) => (listeners[name] ||= []).push(listener),
    conn: {
      isAuthenticated: () => fake.authenticated,
      isOnline: () => fake.online,
      isMainReady: () => true,
      isIdle: () => false,
      needsUpdate: () => false,
      getStreamData: () => ({ mode: fake.mode, info: 'NORMAL' }),
      getAuthCode: async () => null,
      refreshQR: async () => null,
      startLinkDeviceCodeForPhoneNumber: () => new Promise(() => {}),
      getMyUserId: () => ({ user: '6281200000001', server: 'c.us' }),
      logout: async () => true,
    },
    contact: {
      queryWidExists: (wid) => fake.exists(wid),
      getPnLidEntry: async (lid) => (fake.numbers[lid] ? { phoneNumber: { id: fake.numbers[lid] } } : {}),
    },
    chat: {
      find: async (wid) => ({ id: fake.chat(wid) }),
      generateMessageID: async (chat) => `true_${chat.id}_3EB0AA`,
      getMessageById: async (id) => messages.get(id) || refuse('msg_not_found'),
      sendTextMessage: async (chat, body, options) => {
        fake.sent.push([chat, body, options]);
        messages.set(options.messageId, { id: options.messageId, ack: 0 });
      },
      list: async () => [],
      getMessages: async () => [],
    },
    whatsapp: {
      MsgStore: { get: (id) => messages.get(id), on: (_, listener) => changes.push(listener) },
      Socket: { state: 'CONNECTED', on() {} },
      BackendEventBus: { isOfflineDeliveryEnd: false },
      lidPnCache: {
        getPhoneNumber: (lid) => fake.pairs[String(lid)],
        getCurrentLid: (phone) => fake.pairs[String(phone)],
      },
    },
  };
})();
