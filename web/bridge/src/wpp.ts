// Everything the bridge takes from wa-js, in one typed table. The page may replace window.WPP at any time, so a function is
// looked up at each call; a name that wa-js does not have fails to compile here and, for another bundle, in `missing()`.
import type * as WPPNS from '@wppconnect/wa-js';

export type Wpp = typeof WPPNS;

declare global {
  interface Window {
    WPP?: Wpp;
  }
}

/** The functions of wa-js that the bridge calls. */
export const FUNCTIONS = [
  'on',
  'conn.isAuthenticated',
  'conn.isOnline',
  'conn.isMainReady',
  'conn.isIdle',
  'conn.needsUpdate',
  'conn.getStreamData',
  'conn.getAuthCode',
  'conn.refreshQR',
  'conn.startLinkDeviceCodeForPhoneNumber',
  'conn.getMyUserId',
  'conn.logout',
  'contact.queryWidExists',
  'contact.getPnLidEntry',
  'chat.find',
  'chat.generateMessageID',
  'chat.getMessageById',
  'chat.sendTextMessage',
  'chat.list',
  'chat.getMessages',
] as const;

/** The stores of WhatsApp that the bridge reads through wa-js. They are there once WhatsApp's own code is. */
export const STORES = [
  'whatsapp.MsgStore',
  'whatsapp.Socket',
  'whatsapp.BackendEventBus',
  'whatsapp.lidPnCache',
] as const;

type At<T, P extends string> = P extends `${infer Head}.${infer Tail}`
  ? Head extends keyof T
    ? At<T[Head], Tail>
    : never
  : P extends keyof T
    ? T[P]
    : never;

export type FunctionName = (typeof FUNCTIONS)[number];
export type StoreName = (typeof STORES)[number];

// Fails to compile when the table names what wa-js does not have.
type Known<P extends string> = P extends string ? (At<Wpp, P> extends never ? never : P) : never;
const functionsAreKnown: readonly Known<FunctionName>[] = FUNCTIONS;
const storesAreKnown: readonly Known<StoreName>[] = STORES;
void functionsAreKnown;
void storesAreKnown;

/** An error with a code that the engine understands. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

function at(path: string): unknown {
  let value: unknown = window.WPP;
  for (const part of path.split('.')) {
    if (value === null || value === undefined) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}

/** A function of wa-js, as it is now. */
export function wa<P extends FunctionName>(path: P): At<Wpp, P> {
  const found = at(path);
  if (typeof found !== 'function') throw new Refusal('missing_function', `WPP.${path} is not a function`);
  return found as At<Wpp, P>;
}

/** A store of WhatsApp, or nothing while WhatsApp's code is not there. */
export function store<P extends StoreName>(path: P): At<Wpp, P> | undefined {
  try {
    return (at(path) as At<Wpp, P> | null | undefined) ?? undefined;
  } catch {
    return undefined;
  }
}

/** What the table names and this page's wa-js does not have. A store counts as there when its name is. */
export function missing(): string[] {
  const gone: string[] = [];
  for (const path of FUNCTIONS) {
    if (typeof at(path) !== 'function') gone.push(path);
  }
  for (const path of STORES) {
    const dot = path.lastIndexOf('.');
    const holder = at(path.slice(0, dot));
    if (typeof holder !== 'object' || holder === null || !(path.slice(dot + 1) in holder)) gone.push(path);
  }
  return gone;
}
