// wa-js's event emitter: names and payloads are wa-js's own types, so that a misspelt event does not compile.
import type * as WPPNS from '@wppconnect/wa-js';

type Payloads = WPPNS.ev.ConnEventTypes & WPPNS.ev.ChatEventTypes & WPPNS.ev.LoaderEvents;

export type EventName = keyof Payloads;

export type EventArgs<N extends EventName> = Payloads[N] extends (...args: infer A) => void
  ? A
  : Payloads[N] extends undefined | void
    ? []
    : [Payloads[N]];

type Listener = (...args: unknown[]) => void;
type AnyListener = (name: string, ...args: unknown[]) => void;

/** A listener that throws must not stop the page: the error goes to the console, as with any browser event. */
export function calmly(run: () => void): void {
  try {
    run();
  } catch (error) {
    console.error(error);
  }
}

export class Emitter {
  readonly #listeners = new Map<string, Set<Listener>>();
  readonly #any = new Set<AnyListener>();

  on = <N extends EventName>(name: N, listener: (...args: EventArgs<N>) => void): this => {
    const known = this.#listeners.get(name) ?? new Set();
    this.#listeners.set(name, known.add(listener as Listener));
    return this;
  };

  once = <N extends EventName>(name: N, listener: (...args: EventArgs<N>) => void): this => {
    const first = (...args: EventArgs<N>): void => {
      this.off(name, first);
      listener(...args);
    };
    return this.on(name, first);
  };

  off = <N extends EventName>(name: N, listener: (...args: EventArgs<N>) => void): this => {
    this.#listeners.get(name)?.delete(listener as Listener);
    return this;
  };

  /** As in wa-js: the listener gets the event's name first. */
  onAny = (listener: AnyListener): this => {
    this.#any.add(listener);
    return this;
  };

  offAny = (listener: AnyListener): this => {
    this.#any.delete(listener);
    return this;
  };

  waitFor = <N extends EventName>(name: N): Promise<EventArgs<N>> =>
    new Promise((resolve) => this.once(name, (...args) => resolve(args)));

  emit = <N extends EventName>(name: N, ...args: EventArgs<N>): boolean => {
    const heard = [...(this.#listeners.get(name) ?? [])];
    for (const listener of [...this.#any]) calmly(() => listener(name, ...args));
    for (const listener of heard) calmly(() => listener(...args));
    return heard.length > 0;
  };
}
