// Events on their way to the engine. Each has a number; it waits here until the engine says that it has it, so that a broken
// DevTools connection loses nothing. The binding `__siarEvent` is the doorbell and carries the event itself.

/** What the bridge reports. The engine knows the same list (events.rs). */
export type BridgeEvent =
  | { kind: 'hello'; version: string }
  | { kind: 'qr'; code: string }
  | { kind: 'pairing_code'; code: string }
  | { kind: 'qr_idle' }
  | { kind: 'authenticated' }
  | { kind: 'ready'; phone: string }
  | { kind: 'caught_up' }
  | { kind: 'online'; online: boolean }
  | { kind: 'logged_out'; reason: string }
  | { kind: 'temporarily_banned'; detail: string }
  | { kind: 'banned'; detail: string }
  | { kind: 'conflict' }
  | { kind: 'needs_update' }
  | { kind: 'ack'; id: string; level: 'server' | 'device' | 'read' }
  | { kind: 'send_failed'; id: string; code: string; detail: string }
  | { kind: 'incoming'; id: string; from: string; body: string; at: number }
  | { kind: 'answer'; call: number; answer: Answer };

/** How a call ended. */
export type Answer = { ok: true; [key: string]: unknown } | { ok: false; code: string; detail: string };

interface Entry {
  /** Which document: numbers start again after a reload. */
  doc: string;
  seq: number;
  event: BridgeEvent;
}

declare global {
  interface Window {
    __siarEvent?: (payload: string) => void;
  }
}

// Far more than a page produces while a connection is replaced; beyond it the oldest go, and the gap in the numbers shows it.
const KEPT = 20_000;

const doc = `${performance.timeOrigin}-${crypto.getRandomValues(new Uint32Array(1))[0]}`;
let entries: Entry[] = [];
let last = 0;

// Half a surrogate pair, which a cut text may end with, is no text to anybody else.
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const wellFormed = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? decoder.decode(encoder.encode(value)) : value;

/** Reports an event. */
export function post(event: BridgeEvent): void {
  last += 1;
  const payload = JSON.stringify({ doc, seq: last, event }, wellFormed);
  entries.push(JSON.parse(payload) as Entry);
  if (entries.length > KEPT) entries = entries.slice(-KEPT);
  try {
    window.__siarEvent?.(payload);
  } catch {
    // The engine will drain it.
  }
}

/** Forgets what the engine has. */
export function forget(upTo: number): void {
  const first = entries[0];
  if (first !== undefined && first.seq <= upTo) entries = entries.filter((entry) => entry.seq > upTo);
}

/** Everything after number `seq` of document `known`; all of it, if that was another document. */
export function drain(known: string, seq: number): { doc: string; entries: Entry[] } {
  return { doc, entries: known === doc ? entries.filter((entry) => entry.seq > seq) : entries };
}

/** Which document this is and how many events it has posted. */
export function position(): { doc: string; last: number } {
  return { doc, last };
}
