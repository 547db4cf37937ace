// What the page believes about the link. wa-js's events only wake `look`, which compares the whole picture with the last one
// and reports the differences; a slow timer does the same, so that an event wa-js fails to emit costs seconds, not the truth.
import { phoneOf } from './ids';
import { post } from './outbox';
import { store, wa } from './wpp';

/** The page's own account of itself. The engine's `Probe` has the same fields. */
export interface Picture {
  authenticated: boolean;
  ready: boolean;
  online: boolean;
  caught_up: boolean;
  phone: string | null;
}

let caughtUp = false;
let phone: string | null = null;
let logoutReason: string | null = null;

// What was reported last.
const told = {
  authenticated: false,
  ready: false,
  online: true,
  caughtUp: false,
  mode: '',
  qr: '',
  idle: false,
  needsUpdate: false,
};

function calm<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}

const mode = (): string => calm(() => String(wa('conn.getStreamData')().mode), '');
const socket = (): string => calm(() => String(store('whatsapp.Socket')?.state ?? ''), '');

/** The picture now. Throws nothing and waits for nothing. */
export function picture(): Picture {
  const authenticated = calm(() => Boolean(window.WPP?.isReady) && wa('conn.isAuthenticated')(), false);
  const state = socket();
  const online = calm(() => wa('conn.isOnline')(), false) && (!authenticated || state === '' || state === 'CONNECTED');
  const synchronised = authenticated && mode() === 'MAIN' && calm(() => wa('conn.isMainReady')(), false);
  return {
    authenticated,
    ready: synchronised && online && Boolean(window.WPP?.isFullReady) && phone !== null,
    online,
    caught_up: authenticated && caughtUp,
    phone: authenticated ? phone : null,
  };
}

async function learnPhone(): Promise<void> {
  const me = calm(() => wa('conn.getMyUserId')(), undefined);
  if (!me) return;
  const mine = await phoneOf(me);
  if (mine.startsWith('+')) phone = mine;
}

async function showQr(): Promise<void> {
  const code = await wa('conn.getAuthCode')().catch(() => null);
  if (!code?.fullCode || code.fullCode === told.qr) return;
  told.qr = code.fullCode;
  told.idle = false;
  post({ kind: 'qr', code: code.fullCode });
}

function loggedOut(): void {
  if (!told.authenticated) return;
  const reason = logoutReason ?? 'unknown';
  told.authenticated = false;
  told.ready = false;
  told.caughtUp = false;
  told.online = true;
  told.qr = '';
  caughtUp = false;
  phone = null;
  logoutReason = null;
  // A ban shows as a logout as well: that is no second happening.
  if (told.mode !== 'TOS_BLOCK' && told.mode !== 'SMB_TOS_BLOCK') post({ kind: 'logged_out', reason });
}

function lookAtMode(): void {
  // Both say it: the stream's mode and the socket's state. The socket may be ahead.
  const blocked = /^(CONFLICT|TOS_BLOCK|SMB_TOS_BLOCK|DEPRECATED_VERSION|PROXYBLOCK)$/;
  const now = [mode(), socket()].find((word) => blocked.test(word)) ?? 'fine';
  if (now === told.mode) return;
  told.mode = now;
  if (now === 'CONFLICT') post({ kind: 'conflict' });
  if (now === 'TOS_BLOCK' || now === 'SMB_TOS_BLOCK') post({ kind: 'banned', detail: now });
  if (now === 'DEPRECATED_VERSION') needsUpdate();
}

function needsUpdate(): void {
  if (told.needsUpdate) return;
  told.needsUpdate = true;
  post({ kind: 'needs_update' });
}

let looking = false;
let again = false;

/** Compares and reports. Overlapping calls are run one after the other. */
export async function look(): Promise<void> {
  if (looking) {
    again = true;
    return;
  }
  looking = true;
  try {
    do {
      again = false;
      await lookOnce();
    } while (again);
  } finally {
    looking = false;
  }
}

async function lookOnce(): Promise<void> {
  if (!window.WPP?.isReady) return;
  lookAtMode();
  if (calm(() => wa('conn.needsUpdate')(), false)) needsUpdate();
  let now = picture();
  if (!now.authenticated) {
    loggedOut();
    await showQr();
    if (!told.idle && calm(() => wa('conn.isIdle')(), false)) idle();
    return;
  }
  if (phone === null) {
    await learnPhone();
    now = picture();
  }
  if (!told.authenticated) {
    told.authenticated = true;
    post({ kind: 'authenticated' });
  }
  if (now.ready && !told.ready && now.phone !== null) {
    told.ready = true;
    told.online = true;
    post({ kind: 'ready', phone: now.phone });
  }
  if (told.ready && now.online !== told.online) {
    told.online = now.online;
    post({ kind: 'online', online: now.online });
  }
  if (store('whatsapp.BackendEventBus')?.isOfflineDeliveryEnd === true) caughtUp = true;
  if (caughtUp !== told.caughtUp) {
    told.caughtUp = caughtUp;
    if (caughtUp) post({ kind: 'caught_up' });
  }
}

function idle(): void {
  told.idle = true;
  told.qr = '';
  post({ kind: 'qr_idle' });
}

function said(args: unknown[]): string {
  return calm(() => JSON.stringify(args), '') || 'no detail';
}

/** Listens to what concerns the link. Called for each wa-js object the page shows. */
export function listen(): void {
  const on = wa('on');
  const wake = (): void => void look();
  for (const name of [
    'loader.ready',
    'loader.full_ready',
    'conn.auth_code_change',
    'conn.require_auth',
    'conn.authenticated',
    'conn.main_init',
    'conn.main_loaded',
    'conn.main_ready',
    'conn.online',
    'conn.stream_mode_changed',
    'conn.stream_info_changed',
    'conn.needs_update',
  ] as const) {
    on(name, wake);
  }
  on('conn.qrcode_idle', () => {
    if (!told.idle && !told.authenticated) idle();
  });
  on('conn.link_code_change', (code: string) => post({ kind: 'pairing_code', code }));
  on('conn.link_code_expired', () => {
    if (!told.authenticated) idle();
  });
  on('conn.logout_reason', (reason: unknown) => {
    logoutReason = String(reason);
  });
  on('conn.logout', () => {
    // At once: the page may reload itself next.
    lookAtMode();
    loggedOut();
  });
  on('conn.backend_event', (name: string, ...args: unknown[]) => {
    if (name === 'offline_delivery_end') caughtUp = true;
    if (name === 'offline_delivery_state_reset') caughtUp = false;
    if (name === 'account_temporarily_banned') {
      // A good login reports `{banned: false}`.
      const [first] = args as [{ banned?: unknown } | undefined];
      if (first?.banned !== false) post({ kind: 'temporarily_banned', detail: said(args) });
    }
    wake();
  });
}

/** Listens to WhatsApp's socket, once its code is there. */
export function listenToSocket(): boolean {
  const found = store('whatsapp.Socket');
  if (typeof found?.on !== 'function') return false;
  found.on('change:state', () => void look());
  return true;
}
