// The sandbox's stand-in for WhatsApp Web: the same global functions, backed by a simulated world. It behaves as the real
// page does where that is known; each such place names its section of the engine facts.
import type * as WPPNS from '@wppconnect/wa-js';
import { type Chat, makeChat } from './chat';
import { type Conn, type Contact, makeConn, makeContact } from './conn';
import { Emitter } from './events';
import { Mailbox } from './mailbox';
import { Session } from './session';
import { Storage } from './storage';
import { View } from './view';

/** The part of wa-js that this page offers, each function with wa-js's own type. */
export type StandIn = Pick<typeof WPPNS, 'version'> & {
  isInjected: boolean;
  isReady: boolean;
  isFullReady: boolean;
  loader: { loaderType: typeof WPPNS.loader.loaderType };
  conn: Conn;
  chat: Chat;
  contact: Contact;
  whatsapp: {
    Socket: Pick<typeof WPPNS.whatsapp.Socket, 'state'>;
    MsgStore: object;
    ChatStore: object;
    BackendEventBus: Pick<typeof WPPNS.whatsapp.BackendEventBus, 'isOfflineDeliveryEnd' | 'isMainStreamReadyMd'>;
  };
} & Pick<Emitter, 'on' | 'once' | 'off' | 'onAny' | 'offAny' | 'emit' | 'waitFor'>;

declare global {
  interface Window {
    WPP?: unknown;
  }
}

/** Waits for the page's own elements: the script runs before them, like WhatsApp's. */
function parsed(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((resolve) => document.addEventListener('DOMContentLoaded', () => resolve(), { once: true }));
}

/** `?heap_mb=16`: so much live JavaScript heap, for memory figures. Small objects, as an application has them. */
function ballast(): unknown[] {
  const wanted = Number(new URLSearchParams(location.search).get('heap_mb') ?? 0);
  const kept: unknown[] = [];
  // An object with four number fields and its place in the array: about 64 bytes.
  const count = Math.max(0, Math.floor((wanted * 1024 * 1024) / 64));
  for (let nth = 0; nth < count; nth += 1) kept.push({ a: nth + 0.5, b: nth, c: -nth, d: null, e: nth });
  return kept;
}

async function boot(): Promise<void> {
  const events = new Emitter();
  const storage = await Storage.open();
  const session = new Session(events, storage);
  const mailbox = new Mailbox(session, storage);
  const standIn: StandIn = {
    version: '4.6.0',
    isInjected: true,
    isReady: false,
    isFullReady: false,
    loader: { loaderType: 'meta' },
    conn: makeConn(session),
    chat: makeChat(session, mailbox),
    contact: makeContact(mailbox),
    whatsapp: {
      Socket: session.socket as StandIn['whatsapp']['Socket'],
      MsgStore: mailbox.messages,
      ChatStore: mailbox.chats,
      BackendEventBus: session.bus,
    },
    on: events.on,
    once: events.once,
    off: events.off,
    onAny: events.onAny,
    offAny: events.offAny,
    emit: events.emit,
    waitFor: events.waitFor,
  };
  // wa-js may have been injected before: here its place is taken. It waits for a WhatsApp that never loads.
  Object.defineProperty(window, 'WPP', { value: standIn, configurable: true, writable: true });
  Object.assign(window, { sandboxBallast: ballast() });
  await parsed();
  const app = document.querySelector('#app');
  if (app) new View(app, session, mailbox);
  await mailbox.load();
  events.emit('loader.injected');
  session.mainInit = true;
  events.emit('conn.main_init');
  standIn.isReady = true;
  events.emit('loader.ready');
  events.once('conn.main_ready', () => {
    standIn.isFullReady = true;
    events.emit('loader.full_ready');
  });
  await session.start();
}

// The real page refuses a browser that says it is headless and never boots (engine facts §1.2).
if (navigator.userAgent.includes('Headless')) {
  void parsed().then(() => {
    document.body.textContent = 'Sandbox messenger works with Google Chrome 100+. Please update your browser.';
  });
} else {
  boot().catch((error: unknown) => console.error(error));
}
