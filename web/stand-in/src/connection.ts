// The socket to the sandbox's server, and its return after a break.
import type { FromPage, ToPage } from './wire';

const BEAT = 10_000;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 8_000;

export interface Hearer {
  frame(frame: ToPage): void;
  closed(): void;
}

export class Connection {
  #socket: WebSocket | null = null;
  #wait = FIRST_WAIT;
  #wanted = true;

  constructor(private readonly hearer: Hearer) {
    setInterval(() => this.#raw(''), BEAT);
    addEventListener('online', () => this.#open());
    this.#open();
  }

  #open(): void {
    if (this.#socket !== null || !this.#wanted) return;
    const url = new URL('/web/socket', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onmessage = (event) => this.hearer.frame(JSON.parse(String(event.data)) as ToPage);
    socket.onclose = () => {
      this.#socket = null;
      this.hearer.closed();
      if (!this.#wanted) return;
      setTimeout(() => this.#open(), this.#wait * (0.5 + Math.random() / 2));
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    };
  }

  /** The login went well: the next break is waited out from the start. */
  good(): void {
    this.#wait = FIRST_WAIT;
  }

  /** No return after the next break: another page took over, or the account is blocked. */
  end(): void {
    this.#wanted = false;
    this.#socket?.close();
  }

  send(frame: FromPage): void {
    this.#raw(JSON.stringify(frame));
  }

  #raw(text: string): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text);
  }
}
