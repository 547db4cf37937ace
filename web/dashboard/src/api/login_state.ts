// Keeps the log-in alive. The tokens are in HttpOnly cookies that no script can read; this only asks for the next pair.

const REFRESHED_AT = 'siar.refreshed-at';
const LOCK = 'siar.refresh';
/** `app` or `admin`: where one logged in. */
const ENTRY = 'siar.entry';

type Outcome = 'fresh' | 'ended';

let running: Promise<Outcome> | null = null;

/**
 * Gets the next pair of tokens, once for all callers of all tabs. `since`: when the refused request was sent; a refresh that
 * happened after that serves.
 */
export function refresh(since: number): Promise<Outcome> {
  running ??= locked(since).finally(() => {
    running = null;
  });
  return running;
}

async function locked(since: number): Promise<Outcome> {
  const work = async () => (refreshedAfter(since) ? 'fresh' : ask());
  return navigator.locks ? navigator.locks.request(LOCK, work) : work();
}

function refreshedAfter(since: number): boolean {
  return Number(localStorage.getItem(REFRESHED_AT) ?? 0) > since;
}

async function ask(): Promise<Outcome> {
  const response = await fetch('/api/v1/auth/refresh', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  // 409: another tab was quicker, and this browser has its cookies by now.
  if (response.ok || response.status === 409) {
    localStorage.setItem(REFRESHED_AT, String(Date.now()));
    return 'fresh';
  }
  if (response.status === 401 || response.status === 403) return 'ended';
  throw new Error(`refresh answered ${response.status}`);
}

/** To be called after a log-in: other tabs' refused requests need not ask for a new pair, and they learn who it is now. */
export function loggedIn(email: string): void {
  localStorage.setItem(REFRESHED_AT, String(Date.now()));
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
  localStorage.removeItem(REFRESHED_AT);
  localStorage.removeItem(ENTRY);
  tabs.postMessage({ out: true } satisfies Elsewhere);
}

export function onElsewhere(listener: (what: Elsewhere) => void): () => void {
  const hear = (message: MessageEvent<Elsewhere>) => listener(message.data);
  tabs.addEventListener('message', hear);
  return () => tabs.removeEventListener('message', hear);
}

// --- Logging in again over the page ---------------------------------------------------------------------------------------------------

type Listener = (asked: boolean) => void;
let waiting: { promise: Promise<boolean>; settle: (again: boolean) => void } | null = null;
let known = false;
const listeners = new Set<Listener>();

/** From now on an ended log-in is answered by the dialog instead of by the log-in page. */
export function rememberLogin(is: boolean): void {
  known = is;
}

export function isLoginKnown(): boolean {
  return known;
}

/** Asks the person to log in again; true when they did. Every refused request waits for the same answer. */
export function askLogin(): Promise<boolean> {
  if (!waiting) {
    let settle: (again: boolean) => void = () => {};
    const promise = new Promise<boolean>((resolve) => (settle = resolve));
    waiting = { promise, settle };
    listeners.forEach((listener) => listener(true));
  }
  return waiting.promise;
}

export function answerLogin(again: boolean): void {
  waiting?.settle(again);
  waiting = null;
  listeners.forEach((listener) => listener(false));
}

export function onLoginAsked(listener: Listener): () => void {
  listeners.add(listener);
  if (waiting) listener(true);
  return () => listeners.delete(listener);
}
