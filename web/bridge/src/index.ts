// Runs inside the WhatsApp page, after wa-js. Exposes the few calls the engine needs and posts events.
import type * as WPPNS from '@wppconnect/wa-js';

declare global {
  interface Window {
    WPP?: typeof WPPNS;
  }
}

export {};
