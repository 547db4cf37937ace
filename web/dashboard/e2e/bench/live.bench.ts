import type { Page } from '@playwright/test';

import { expect, test, tell } from '../fixtures';
import { askAs, drafted, linked, number, subscribed, type Ask } from '../ready';
import { figure, heap, quantile, watchFrames } from './figure';

const SECONDS = 60;
const EVENTS = 50;

/** How many events the page has got by now. */
function counted(page: Page): () => number {
  let events = 0;
  page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      if (String(payload).includes('"sequence"') && String(payload).includes('"id"')) events += 1;
    }),
  );
  return () => events;
}

async function quick(ask: Ask): Promise<void> {
  await linked(ask);
}

test('a campaign page under many events', async ({ owner: page, tenant, request }) => {
  await subscribed(request, tenant, 'Enterprise');
  const ask = await askAs(request, tenant);
  await quick(ask);
  const id = await drafted(ask, 'Busy', 3000);
  const events = counted(page);
  await page.goto(`/app/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start now' }).click();
  await expect(page.getByRole('table', { name: 'People' }).getByText(/^(Sent|Delivered|Read)$/).first()).toBeVisible({ timeout: 60_000 });
  const cdp = await page.context().newCDPSession(page);
  const before = await heap(cdp);
  const stop = await watchFrames(page);
  const first = events();
  const began = Date.now();
  await page.waitForFunction((until) => Date.now() > until, began + SECONDS * 1000, { timeout: SECONDS * 1000 + 60_000, polling: 1000 });
  const seconds = (Date.now() - began) / 1000;
  const rate = (events() - first) / seconds;
  const { longest, over100, frames, longestScript } = await stop();
  const after = await heap(cdp);
  const conditions = `a campaign's page for ${seconds.toFixed(0)} s at ${rate.toFixed(1)} events/s`;
  figure('web_live_max_frame_ms', longest, `${conditions}; ${frames} frames, ${over100} over 100 ms, longest work of the page ${Math.round(longestScript)} ms`);
  figure('web_live_heap_growth_mb', after - before, `${conditions}; living objects after a forced collection, ${before.toFixed(1)} MB before`);
  void EVENTS;
  void tell;
  void number;
  void quantile;
});
