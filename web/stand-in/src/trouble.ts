// Faults that only the page itself can act out.
import type { PageFault } from './wire';

let slow = 0;

/** Every call of the page waits for this first. */
export async function drag(): Promise<void> {
  if (slow > 0) await new Promise((resolve) => setTimeout(resolve, slow));
}

/** Keeps the page's one thread busy: nothing in it answers meanwhile. */
function freeze(ms: number): void {
  const until = ms === 0 ? Infinity : performance.now() + ms;
  while (performance.now() < until) {
    // Busy.
  }
}

/** Ends the page's process: laying out a deep tree overruns the renderer's stack; where it does not, memory runs out. */
function crash(): void {
  const root = document.createElement('div');
  let inner = root;
  for (let depth = 0; depth < 6_000; depth += 1) {
    const next = document.createElement('div');
    inner.appendChild(next);
    inner = next;
  }
  document.body.appendChild(root);
  void root.getBoundingClientRect();
  for (const kept: number[][] = []; ; ) kept.push(new Array<number>(1_000_000).fill(1.5));
}

export function act(fault: PageFault): void {
  if (fault.fault === 'slow') slow = fault.ms;
  if (fault.fault === 'freeze') freeze(fault.ms);
  if (fault.fault === 'crash') crash();
}
