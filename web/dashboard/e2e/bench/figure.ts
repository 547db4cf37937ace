import type { CDPSession, Page } from '@playwright/test';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Prints a figure for scripts/bench. */
export function figure(name: string, value: number, conditions: string): void {
  const line = JSON.stringify({ name, value: Math.round(value * 10) / 10, conditions });
  const file = process.env['SIAR_BENCH_FIGURES'];
  if (file) appendFileSync(file, `${line}\n`);
  console.error(line);
}

/** The value below which `share` of them lie. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** Begins to note the time between frames; answers what was noted. */
export async function watchFrames(page: Page): Promise<() => Promise<{ longest: number; over100: number; frames: number; longestScript: number }>> {
  await page.evaluate(() => {
    const seen = { longest: 0, over100: 0, frames: 0, longestScript: 0, last: performance.now() };
    Object.assign(window, { seen });
    const frame = (now: number) => {
      const gap = now - seen.last;
      seen.last = now;
      seen.frames += 1;
      seen.longest = Math.max(seen.longest, gap);
      if (gap > 100) seen.over100 += 1;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame((now) => {
      seen.last = now;
      requestAnimationFrame(frame);
    });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longestScript = Math.max(seen.longestScript, duration);
    }).observe({ type: 'long-animation-frame' });
  });
  return () => page.evaluate(() => (window as never as { seen: { longest: number; over100: number; frames: number; longestScript: number } }).seen);
}

/** Living JavaScript objects, MB, after everything else was collected. */
export async function heap(cdp: CDPSession): Promise<number> {
  for (let round = 0; round < 3; round += 1) await cdp.send('HeapProfiler.collectGarbage');
  return (await cdp.send('Runtime.getHeapUsage')).usedSize / 1024 / 1024;
}

/** With SIAR_BENCH_PROFILE=<directory> a figure leaves a profile of the page there, for the browser's developer tools. Answers how to end it. */
export async function profiled(cdp: CDPSession, name: string): Promise<() => Promise<void>> {
  const directory = process.env['SIAR_BENCH_PROFILE'];
  if (!directory) return async () => {};
  await cdp.send('Profiler.enable');
  await cdp.send('Profiler.start');
  return async () => writeFileSync(join(directory, `${name}.cpuprofile`), JSON.stringify((await cdp.send('Profiler.stop')).profile));
}
