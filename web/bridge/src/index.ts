// Runs inside the WhatsApp page, after wa-js. Exposes the few calls the engine needs and posts events.
import * as acks from './acks';
import { bridge } from './calls';
import * as incoming from './incoming';
import { post } from './outbox';
import * as state from './state';
import type { Wpp } from './wpp';

declare global {
  interface Window {
    __siar?: typeof bridge;
  }
}

// The page may put another wa-js in the place of ours, and WhatsApp's stores appear late: look again until all is heard.
let heard: Wpp | undefined;
let stores = { socket: false, messages: false };

function attach(): void {
  const wpp = window.WPP;
  if (!wpp || typeof wpp.on !== 'function') return;
  if (wpp !== heard) {
    heard = wpp;
    stores = { socket: false, messages: false };
    state.listen();
    acks.listen();
    incoming.listen();
  }
  if (wpp.isReady) {
    stores.socket ||= state.listenToSocket();
    stores.messages ||= acks.listenToStore();
  }
  void state.look();
}

// Quick until the page is logged in, then only as a safety net.
function tick(): void {
  attach();
  setTimeout(tick, state.picture().ready ? 2_000 : 200);
}

// Frames inside the page get the script as well and are none of our business.
if (window.top === window && window.__siar === undefined) {
  Object.defineProperty(window, '__siar', { value: bridge });
  post({ kind: 'hello', version: String(window.WPP?.version ?? '') });
  tick();
}
