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

/** Ends the page's process: fills its heap, which for a JavaScript engine is fatal. Deep trees no longer are. */
function crash(): never {
  const kept: unknown[] = [];
  for (;;) kept.push(new Array(1_000_000).fill(kept.length + 0.5));
}

export function act(fault: PageFault): void {
  if (fault.fault === 'slow') slow = fault.ms;
  if (fault.fault === 'freeze') freeze(fault.ms);
  if (fault.fault === 'crash') crash();
}
