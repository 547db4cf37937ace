import type { Page } from '@playwright/test';

import { expect, test } from '../fixtures';
import { askAs, drafted, linked, startNow, subscribed } from '../ready';
import { figure, heap, profiled, quantile, watchFrames } from './figure';

const SECONDS = 60;
/** So many rows of a campaign's page exist at once. */
const IN_SIGHT = 20;

interface Receipt {
  person: string;
  /** 2 delivered, 3 read. */
  ack: number;
  at_ms: number;
}

const control = (path: string) => `${process.env['SIAR_E2E_SANDBOX']}/control${path}`;

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

test('a campaign page under many events', async ({ owner: page, tenant, request }) => {
  await subscribed(request, tenant, 'Enterprise');
  const ask = await askAs(request, tenant);
  await linked(ask);
  const id = await drafted(ask, 'Busy', 3000);
  const events = counted(page);
  await page.goto(`/app/campaigns/${id}`);
  await startNow(page);
  await expect(page.getByRole('table', { name: 'People' }).getByText(/^(Sent|Delivered|Read)$/).first()).toBeVisible({ timeout: 60_000 });
  const cdp = await page.context().newCDPSession(page);
  const before = await heap(cdp);
  const endProfile = await profiled(cdp, 'live');
  const stop = await watchFrames(page);
  const first = events();
  const began = Date.now();
  await page.waitForFunction((until) => Date.now() > until, began + SECONDS * 1000, { timeout: SECONDS * 1000 + 60_000, polling: 1000 });
  const seconds = (Date.now() - began) / 1000;
  const rate = (events() - first) / seconds;
  const { longest, over100, frames, longestScript } = await stop();
  await endProfile();
  const after = await heap(cdp);
  const conditions = `a campaign's page for ${seconds.toFixed(0)} s at ${rate.toFixed(1)} events/s`;
  figure('web_live_max_frame_ms', longest, `${conditions}; ${frames} frames, ${over100} over 100 ms, longest work of the page ${Math.round(longestScript)} ms`);
  figure('web_live_heap_growth_mb', after - before, `${conditions}; living objects after a forced collection, ${before.toFixed(1)} MB before`);
});

test('from an event in the world outside to the screen', async ({ owner: page, tenant, request }) => {
  await page.setViewportSize({ width: 1280, height: 1400 });
  await subscribed(request, tenant, 'Enterprise');
  const ask = await askAs(request, tenant);
  const phone = await linked(ask);
  // Everybody has WhatsApp, a phone that is on, and reads: each row comes to its end.
  await request.put(control('/defaults'), { data: { has_whatsapp: 1, delivers: 1, reads: 1 } });
  const took: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const id = await drafted(ask, `Round ${round}`, IN_SIGHT, round * IN_SIGHT);
    await page.goto(`/app/campaigns/${id}`);
    await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
    await expect(page.locator('[data-live=connected]')).toBeVisible();
    // The machine's clock when each person's row first said so.
    await page.evaluate(() => {
      const shown: Record<string, number> = {};
      Object.assign(window, { shown });
      new MutationObserver(() => {
        for (const row of document.querySelectorAll('[role=row]')) {
          const said = /(\+\d+).*?(Delivered|Read)/.exec((row as HTMLElement).textContent ?? '');
          if (said) shown[`${said[1]} ${said[2]}`] ??= Date.now();
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    const from = (await (await request.get(control('/health'))).json()).truth as number;
    await startNow(page);
    const settled = page.getByRole('table', { name: 'People' }).getByText('Read', { exact: true });
    await expect(settled).toHaveCount(IN_SIGHT, { timeout: 60_000 });
    await expect(page.getByText('Completed', { exact: true }).first()).toBeVisible();
    const shown = await page.evaluate(() => (window as never as { shown: Record<string, number> }).shown);
    const truth = (await (await request.get(control(`/truth?after=${from}&limit=10000&kind=receipt&account=${encodeURIComponent(phone)}`))).json()) as Receipt[];
    for (const { person, ack, at_ms } of truth) {
      const seen = shown[`${person} ${ack === 2 ? 'Delivered' : 'Read'}`];
      // A row that went from sent to read at once never said "delivered".
      if (seen !== undefined) took.push(seen - at_ms);
    }
  }
  expect(took.length).toBeGreaterThan(2 * IN_SIGHT);
  figure(
    'web_event_to_screen_p95_ms',
    quantile(took, 0.95),
    `from the sandbox's phone sending a receipt to the row in a campaign's page saying so; ${took.length} receipts, p50 ${quantile(took, 0.5)} ms, longest ${Math.max(...took)} ms`,
  );
});
