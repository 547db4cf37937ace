import { createHmac } from 'node:crypto';

import { expect } from '@playwright/test';

export type App = () => Promise<string>;

const STEP_MS = 30_000;

/** An authenticator app (RFC 6238) that shows no code twice, as the server takes none twice. */
export function authenticator(secret: string): App {
  const bits = Array.from(secret, (letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  let last = 0;
  return async () => {
    const now = () => Math.floor(Date.now() / STEP_MS);
    const step = Math.max(now(), last + 1);
    // The server takes the next step's code already, as clocks differ.
    await expect.poll(now, { timeout: STEP_MS * 2, intervals: [500] }).toBeGreaterThanOrEqual(step - 1);
    last = step;
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(step));
    const hash = createHmac('sha1', key).update(counter).digest();
    const at = (hash.at(-1) ?? 0) & 15;
    return String((hash.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
  };
}
