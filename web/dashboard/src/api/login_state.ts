// Keeps the log-in alive. The tokens are in HttpOnly cookies that no script can read; this only asks for the next pair.

import { question } from './question';

/** A readable cookie beside the tokens, which grants nothing and changes with every pair. By TLS only this very host can have set it. */
const PAIR = /(?:^|; )__Host-siar_pair=(\d+)/;
const PAIR_WITHOUT_TLS = /(?:^|; )siar_pair=(\d+)/;
const LOCK = 'siar.refresh';
/** `app` or `admin`: where one logged in. */
const ENTRY = 'siar.entry';

type Outcome = 'fresh' | 'ended';

let running: Promise<Outcome> | null = null;

/** Names the pair of tokens that a request sent now goes with; empty without one. */
export function pair(): string {
  const found = PAIR.exec(document.cookie) ?? PAIR_WITHOUT_TLS.exec(document.cookie);
  return found?.[1] ?? '';
}

/** Gets the pair of tokens after the refused one, once for all callers of all tabs. `refused`: what `pair()` said before. */
export function refresh(refused: string): Promise<Outcome> {
  running ??= locked(refused).finally(() => {
    running = null;
  });
  return running;
}

async function locked(refused: string): Promise<Outcome> {
  // Not by `localStorage`: what one tab writes to it, another may read later than it gets the lock.
  const work = async () => (pair() === refused ? ask() : 'fresh');
  return navigator.locks ? navigator.locks.request(LOCK, work) : work();
}

async function ask(): Promise<Outcome> {
  const response = await fetch('/api/v1/auth/refresh', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  // 409: another tab was quicker, and this browser has its cookies by now.
  if (response.ok || response.status === 409) return 'fresh';
  if (response.status === 401 || response.status === 403) return 'ended';
  throw new Error(`refresh answered ${response.status}`);
}

/** To be called after a log-in: other tabs learn who it is now. */
export function loggedIn(email: string): void {
  localStorage.setItem(ENTRY, entry());
  tabs.postMessage({ in: email } satisfies Elsewhere);
}

// --- Other tabs -----------------------------------------------------------------------------------------------------------------------

/** What a person did in another tab: logged in with this address, or logged out. */
export type Elsewhere = { in: string } | { out: true };
const tabs = new BroadcastChannel('siar.login');

/** Somebody logged in at this entry and did not log out: their log-in may have ended all the same. */
export function hasLoggedIn(): boolean {
  return localStorage.getItem(ENTRY) === entry();
}

function entry(): string {
  return location.pathname.split('/')[1] ?? '';
}

/** To be called after a log-out, which ended the log-in of all tabs. */
export function loggedOut(): void {
  localStorage.removeItem(ENTRY);
  tabs.postMessage({ out: true } satisfies Elsewhere);
}

export function onElsewhere(listener: (what: Elsewhere) => void): () => void {
  const hear = (message: MessageEvent<Elsewhere>) => listener(message.data);
  tabs.addEventListener('message', hear);
  return () => tabs.removeEventListener('message', hear);
}

// --- Logging in again over the page ---------------------------------------------------------------------------------------------------

let known = false;

/** From now on an ended log-in is answered by the dialog instead of by the log-in page. */
export function rememberLogin(is: boolean): void {
  known = is;
}

export function isLoginKnown(): boolean {
  return known;
}

/** To log in again. */
export const loginAgain = question();

// --- Confirming that it is oneself ----------------------------------------------------------------------------------------------------

/** To type the password once more, before a dangerous deed. */
export const confirmation = question();
