// Something a person is asked over the page while requests wait: all that wait get the same answer.

type Listener = (asked: boolean) => void;

export interface Question {
  /** Asks, unless it is being asked; true once the person did it, false where they would not. */
  ask: () => Promise<boolean>;
  answer: (done: boolean) => void;
  /** Hears whether it is being asked, from now on. */
  onAsked: (listener: Listener) => () => void;
}

export function question(): Question {
  let waiting: { promise: Promise<boolean>; settle: (done: boolean) => void } | null = null;
  const listeners = new Set<Listener>();
  return {
    ask() {
      if (!waiting) {
        let settle: (done: boolean) => void = () => {};
        const promise = new Promise<boolean>((resolve) => (settle = resolve));
        waiting = { promise, settle };
        listeners.forEach((listener) => listener(true));
      }
      return waiting.promise;
    },
    answer(done) {
      waiting?.settle(done);
      waiting = null;
      listeners.forEach((listener) => listener(false));
    },
    onAsked(listener) {
      listeners.add(listener);
      if (waiting) listener(true);
      return () => void listeners.delete(listener);
    },
  };
}
