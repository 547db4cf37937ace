// Many events a second become at most twenty changes of the screen a second: the first at once, what follows together.
const EVERY_MS = 50;

/** Answers a function that hands over what was given to it since the last time: at once, or when `EVERY_MS` have passed. */
export function together<T>(work: (all: T[]) => void): (one: T) => void {
  let waiting: T[] = [];
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    timer = undefined;
    last = performance.now();
    const all = waiting;
    waiting = [];
    work(all);
  };
  return (one) => {
    waiting.push(one);
    if (timer !== undefined) return;
    const wait = last + EVERY_MS - performance.now();
    // Also the first waits for the end of its task: a resume hands over many events in one.
    timer = setTimeout(flush, Math.max(0, wait));
  };
}
