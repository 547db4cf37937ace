// The page's link to the account: what it shows, whether it is logged in, and what it tells about it. Signals and their
// names: engine facts §1.1, §1.4.
import type * as WPPNS from '@wppconnect/wa-js';
import { Connection } from './connection';
import { Emitter } from './events';
import { Wid, WPPError } from './ids';
import { freshKeys, loginKey, prove } from './login';
import { Observable } from './models';
import type { Storage } from './storage';
import { act } from './trouble';
import type { FromPage, PageKeys, ToPage } from './wire';

type Mode = `${WPPNS.whatsapp.enums.StreamMode}`;
type Info = `${WPPNS.whatsapp.enums.StreamInfo}`;
type SocketState =
  | 'OPENING'
  | 'PAIRING'
  | 'UNPAIRED'
  | 'UNPAIRED_IDLE'
  | 'CONNECTED'
  | 'CONFLICT'
  | 'UNLAUNCHED'
  | 'TOS_BLOCK';
type Backend = WPPNS.whatsapp.BackendEventName;
type AuthCode = WPPNS.conn.AuthCodeMultiDevice;

/** WhatsApp's socket model: its state is read and listened to. */
export class Socket extends Observable {
  state: SocketState = 'UNLAUNCHED';

  become(state: SocketState): void {
    if (this.state === state) return;
    this.state = state;
    this.trigger('change:state', this, state);
  }
}

/** WhatsApp's bus of internal events; the flag stays set until the next disconnect. */
export class BackendEventBus extends Observable {
  isOfflineDeliveryEnd = false;
  isMainStreamReadyMd = false;
}

/** The account this page is logged in as. */
export interface Me {
  wid: Wid;
  lid: Wid;
  device: string;
  name: string;
}

/** What the rest of the page does when the link changes or something arrives by it. */
export interface Inbound {
  arrived(frame: ToPage): void;
  connected(): void;
  disconnected(): void;
}

export class Session {
  readonly socket = new Socket();
  readonly bus = new BackendEventBus();
  mode: Mode = 'OFFLINE';
  info: Info = 'OFFLINE';
  me: Me | null = null;
  authCode: AuthCode | null = null;
  linkCode: string | null = null;
  online = true;
  needsUpdate = false;
  mainInit = false;
  mainLoaded = false;
  mainReady = false;
  /** The profile holds a login. */
  authenticated = false;
  inbound: Inbound | null = null;
  /** Redraws the visible page. */
  changed: () => void = () => undefined;

  #login: { device: string; key: CryptoKey } | null = null;
  #keys: PageKeys = freshKeys();
  #nonce = '';
  #freshlyLinked = false;
  #connection: Connection | null = null;
  #linkCodeAnswer: { resolve(code: string): void; reject(error: Error): void } | null = null;
  ciphertextShare = 0;
  receiptByNumberShare = 0;

  constructor(
    readonly events: Emitter,
    private readonly storage: Storage,
  ) {}

  /** Reads the profile and opens the connection. */
  async start(): Promise<void> {
    this.#login = await this.storage.login();
    this.authenticated = this.#login !== null;
    this.socket.become('OPENING');
    this.#tell('OFFLINE', 'OPENING');
    this.#connection = new Connection({
      frame: (frame) => this.#hear(frame),
      closed: () => this.#closed(),
    });
  }

  send(frame: FromPage): void {
    this.#connection?.send(frame);
  }

  /** Logged in and connected: frames about messages go out. */
  get open(): boolean {
    return this.me !== null && this.socket.state === 'CONNECTED';
  }

  backend(name: Backend, ...args: unknown[]): void {
    if (name === 'offline_delivery_end') this.bus.isOfflineDeliveryEnd = true;
    if (name === 'offline_delivery_state_reset') this.bus.isOfflineDeliveryEnd = false;
    if (name === 'main_stream_mode_ready') this.bus.isMainStreamReadyMd = true;
    this.bus.trigger(name, ...args);
    this.events.emit('conn.backend_event', name, ...args);
  }

  async linkCodeFor(phone: string): Promise<string> {
    if (this.authenticated) {
      throw new WPPError('cannot_get_code_for_already_authenticated', 'Already authenticated');
    }
    this.send({ type: 'link_code', phone });
    return new Promise((resolve, reject) => {
      this.#linkCodeAnswer = { resolve, reject };
    });
  }

  forgetLinkCode(): void {
    this.linkCode = null;
    this.send({ type: 'cancel_link_code' });
    this.changed();
  }

  #hear(frame: ToPage): void {
    switch (frame.type) {
      case 'challenge':
        this.#nonce = frame.nonce;
        this.ciphertextShare = frame.ciphertext_share;
        this.receiptByNumberShare = frame.receipt_by_number_share;
        void this.#introduce();
        break;
      case 'qr':
        this.#showQr(frame.reference);
        break;
      case 'qr_idle':
        this.#showIdle();
        break;
      case 'link_code':
        this.linkCode = frame.code;
        this.#linkCodeAnswer?.resolve(frame.code);
        this.#linkCodeAnswer = null;
        this.events.emit('conn.link_code_change', frame.code);
        break;
      case 'link_code_error': {
        const error = new Error(frame.reason);
        this.#linkCodeAnswer?.reject(error);
        this.#linkCodeAnswer = null;
        this.events.emit('conn.link_code_error', error);
        break;
      }
      case 'linked':
        void this.#linked(frame.device);
        break;
      case 'login_ok':
        this.#loggedIn(frame.phone, frame.lid, frame.device, frame.name);
        break;
      case 'offline_end':
        this.inbound?.arrived(frame);
        break;
      case 'logged_out':
        void this.loggedOut(frame.reason);
        break;
      case 'banned':
        void this.#banned();
        break;
      case 'temporarily_banned':
        // The payload is not verified against the real thing (engine facts §8).
        this.backend('account_temporarily_banned', { banned: true, expiration: frame.until });
        break;
      case 'conflict':
        this.#connection?.end();
        this.socket.become('CONFLICT');
        this.#tell('CONFLICT', this.info);
        break;
      case 'needs_update':
        this.needsUpdate = true;
        this.events.emit('conn.needs_update');
        break;
      case 'fault':
        act(frame);
        break;
      default:
        this.inbound?.arrived(frame);
    }
    this.changed();
  }

  async #introduce(): Promise<void> {
    if (this.#login === null) {
      this.send({ type: 'hello', keys: this.#keys });
      return;
    }
    const { device, key } = this.#login;
    this.socket.become(this.mainLoaded ? 'OPENING' : 'PAIRING');
    this.#tell(this.mainLoaded ? this.mode : 'SYNCING', 'CONNECTING');
    this.send({ type: 'login', device, proof: await prove(key, this.#nonce) });
  }

  #showQr(reference: string): void {
    const { static_key, identity_key, secret } = this.#keys;
    this.authCode = {
      type: 'multidevice',
      ref: reference,
      staticKeyPair: static_key,
      identityKeyPair: identity_key,
      secretKey: secret,
      fullCode: [reference, static_key, identity_key, secret].join(','),
    };
    this.socket.become('UNPAIRED');
    this.#tell('QR', 'PAIRING');
    this.events.emit('conn.auth_code_change', this.authCode);
    this.events.emit('conn.require_auth');
  }

  #showIdle(): void {
    this.authCode = null;
    this.socket.become('UNPAIRED_IDLE');
    this.events.emit('conn.auth_code_change', null);
    this.events.emit('conn.qrcode_idle');
  }

  async #linked(device: string): Promise<void> {
    const key = await loginKey(this.#keys);
    await this.storage.keepLogin(device, key);
    this.#login = { device, key };
    this.#freshlyLinked = true;
    this.authenticated = true;
    this.authCode = null;
    this.linkCode = null;
    this.socket.become('PAIRING');
    this.#tell('SYNCING', 'SYNCING');
    this.events.emit('conn.auth_code_change', null);
    await this.#introduce();
    this.changed();
  }

  #loggedIn(phone: string, lid: string, device: string, name: string): void {
    this.#connection?.good();
    this.me = { wid: new Wid(phone, 'c.us'), lid: Wid.of(lid), device, name };
    this.socket.become('CONNECTED');
    this.setOnline(true);
    // Older WhatsApp code reports a good login as "not banned" (engine facts §1.4): the flag has to be looked at.
    this.backend('account_temporarily_banned', { banned: false });
    this.backend('set_socket_state', 'CONNECTED');
    if (!this.mainLoaded) {
      this.mainLoaded = true;
      this.events.emit('conn.main_loaded');
    }
    // wa-js tells of a login only when the profile had none before.
    if (this.#freshlyLinked) {
      this.#freshlyLinked = false;
      this.events.emit('conn.authenticated');
      this.backend('on_initial_chat_synced');
    }
    this.inbound?.connected();
  }

  /** Everything that waited was delivered: from here on the page's picture of its messages is whole (engine facts §1.5). */
  caughtUp(): void {
    this.#tell('MAIN', 'NORMAL');
    this.backend('offline_delivery_end');
    this.backend('main_stream_mode_ready');
    this.changed();
  }

  #closed(): void {
    if (this.socket.state === 'CONNECTED') {
      this.backend('socket_stream_disconnected');
      this.backend('offline_delivery_state_reset');
    }
    if (this.socket.state === 'CONNECTED' || this.socket.state === 'PAIRING') this.socket.become('OPENING');
    if (this.authenticated && this.mode !== 'CONFLICT' && this.mode !== 'TOS_BLOCK') {
      this.setOnline(false);
      this.#tell(this.mode, 'OPENING');
    }
    this.inbound?.disconnected();
    this.changed();
  }

  setOnline(online: boolean): void {
    if (this.online === online) return;
    this.online = online;
    this.events.emit('conn.online', online);
  }

  /** The link is gone: nothing of the account stays, and WhatsApp's page loads itself anew. */
  async loggedOut(reason: string): Promise<void> {
    await this.#forget(reason);
    this.#connection?.end();
    setTimeout(() => location.reload(), 500);
  }

  async #banned(): Promise<void> {
    this.#connection?.end();
    this.socket.become('TOS_BLOCK');
    this.#tell('TOS_BLOCK', 'OFFLINE');
    // There is no event of its own for a permanent ban: it shows as a logout and a blocked stream (engine facts §1.4).
    await this.#forget('account_locked');
  }

  async #forget(reason: string): Promise<void> {
    this.backend('starting_logout');
    this.events.emit('conn.logout_reason', reason as WPPNS.whatsapp.enums.LogoutReason);
    this.#login = null;
    this.authenticated = false;
    this.me = null;
    if (this.socket.state !== 'TOS_BLOCK') this.socket.become('UNPAIRED');
    this.backend('logout');
    this.events.emit('conn.logout');
    await this.storage.clear();
    this.changed();
  }

  #tell(mode: Mode, info: Info): void {
    if (this.info !== info) {
      this.info = info;
      this.events.emit('conn.stream_info_changed', info as WPPNS.whatsapp.enums.StreamInfo);
    }
    if (this.mode !== mode) {
      this.mode = mode;
      this.events.emit('conn.stream_mode_changed', mode as WPPNS.whatsapp.enums.StreamMode);
    }
    // Once per page, for the first of the two (engine facts §1.1: also for QR).
    if (!this.mainReady && (mode === 'MAIN' || mode === 'QR')) {
      this.mainReady = true;
      this.events.emit('conn.main_ready');
    }
  }
}
