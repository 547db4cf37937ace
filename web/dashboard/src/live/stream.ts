// One WebSocket to the server, healed by itself. Sequences make it whole: after a break it resumes where it stood, and where the server
// cannot go back that far everything is loaded anew.
import { api } from '../api/client';
import { Problem } from '../api/problem';
import type { components } from '../api/schema.gen';

export type ServerEvent = components['schemas']['StoredEvent'];
export type EventType = ServerEvent['type'];
export type EventOf<T extends EventType> = Extract<ServerEvent, { type: T }>;
/** What a user of the platform gets: nothing is stored, so there are no sequences. */
export type PlatformFrame = components['schemas']['PlatformFrame'];
/** What a user of the platform gets only on request. */
export type PlatformTopic = components['schemas']['PlatformTopic'];

/** `connected`: what the page shows is live. `offline`: it broke a while ago and is still being tried. */
export type LiveState = 'connected' | 'reconnecting' | 'offline';

/** Silence for this long means that the connection is dead: the server says something every 20 seconds. */
const SILENCE_MS = 45_000;
const FIRST_WAIT_MS = 400;
const LONGEST_WAIT_MS = 15_000;
/** So many failures in a row are called "offline". */
const OFFLINE_AFTER = 3;

type Handlers = {
  state: (state: LiveState) => void;
  event: (event: ServerEvent) => void;
  platform: (frame: PlatformFrame) => void;
  /** Events were missed for good: load everything anew. */
  resync: () => void;
};

export class Stream {
  #socket: WebSocket | null = null;
  #sequence: number | null = null;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  #closed = false;
  #topics: PlatformTopic[] = [];
  readonly #handlers: Handlers;

  constructor(handlers: Handlers) {
    this.#handlers = handlers;
    window.addEventListener('online', this.#now);
    document.addEventListener('visibilitychange', this.#seen);
    this.#open();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#watchdog);
    window.removeEventListener('online', this.#now);
    document.removeEventListener('visibilitychange', this.#seen);
    this.#socket?.close(1000);
  }

  /** Asks for these from now on, instead of those asked for before; after a break they are asked for again. */
  follow(topics: PlatformTopic[]): void {
    this.#topics = topics;
    if (this.#socket?.readyState === WebSocket.OPEN) this.#ask(this.#socket);
  }

  #ask(socket: WebSocket): void {
    socket.send(JSON.stringify({ action: 'follow', topics: this.#topics } satisfies components['schemas']['PlatformClientFrame']));
  }

  readonly #now = () => {
    if (this.#socket || this.#closed) return;
    clearTimeout(this.#timer);
    this.#open();
  };

  readonly #seen = () => {
    if (document.visibilityState === 'visible') this.#now();
  };

  #open(): void {
    const address = new URL('/api/v1/stream', location.href);
    address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
    if (this.#sequence !== null) address.searchParams.set('after', String(this.#sequence));
    const socket = new WebSocket(address);
    this.#socket = socket;
    let opened = false;
    this.#watch(socket);
    socket.onmessage = (message) => {
      this.#watch(socket);
      this.#take(String(message.data));
      if (opened) return;
      // The first word is "hello", or the platform's tree: only then is it known where the stream stands.
      opened = true;
      if (this.#topics.length > 0) this.#ask(socket);
      this.#failures = 0;
      this.#handlers.state('connected');
    };
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      this.#broke(opened);
    };
  }

  #watch(socket: WebSocket): void {
    clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => {
      if (this.#socket !== socket) return;
      // The platform's stream is silent while nothing changes; its pings do not reach us. Only a numbered stream is known dead.
      if (socket.readyState === WebSocket.OPEN && this.#sequence === null) return;
      this.#socket = null;
      socket.close();
      this.#broke(true);
    }, SILENCE_MS);
  }

  #broke(wasOpen: boolean): void {
    this.#socket = null;
    clearTimeout(this.#watchdog);
    if (this.#closed) return;
    this.#failures += 1;
    this.#handlers.state(this.#failures >= OFFLINE_AFTER ? 'offline' : 'reconnecting');
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#failures - 1));
    // Full jitter, so that a restarted server is not met by everybody at once.
    const wait = wasOpen && this.#failures === 1 ? Math.random() * FIRST_WAIT_MS : FIRST_WAIT_MS + Math.random() * longest;
    this.#timer = setTimeout(() => void this.#again(wasOpen), wait);
  }

  /** A refused opening tells a browser nothing; asking who we are refreshes the log-in, or asks the person for it. */
  async #again(wasOpen: boolean): Promise<void> {
    if (!wasOpen || this.#failures > 1) {
      try {
        await api.get('/api/v1/auth/me');
      } catch (thrown) {
        if (Problem.from(thrown).status === 401) return this.close();
        return this.#broke(false);
      }
    }
    if (!this.#closed && !this.#socket) this.#open();
  }

  #take(text: string): void {
    const frame = JSON.parse(text) as Record<string, unknown>;
    if (typeof frame['id'] === 'string' && typeof frame['sequence'] === 'number') {
      // Seen before: a resume may repeat.
      if (this.#sequence !== null && frame['sequence'] <= this.#sequence) return;
      this.#sequence = frame['sequence'];
      this.#handlers.event(frame as unknown as ServerEvent);
      return;
    }
    switch (frame['type']) {
      case 'hello':
      case 'heartbeat':
        this.#sequence = Math.max(this.#sequence ?? 0, Number(frame['sequence']));
        return;
      case 'resync':
        this.#sequence = Number(frame['sequence']);
        this.#handlers.resync();
        return;
      case 'error':
        return;
      default:
        this.#handlers.platform(frame as unknown as PlatformFrame);
    }
  }
}
