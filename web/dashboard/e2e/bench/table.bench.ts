import { expect, test } from '../fixtures';
import { askAs, subscribed } from '../ready';
import { figure, profiled, watchFrames } from './figure';

const PEOPLE = 100_000;

test('a campaign to 100,000 people is scrolled from top to bottom', async ({ owner: page, tenant, request }) => {
  await subscribed(request, tenant, 'Enterprise');
  const ask = await askAs(request, tenant);
  const { id: list } = await ask<{ id: string }>('POST', '/lists', { name: 'Everybody' });
  const csv = ['phone_number,first_name', ...Array.from({ length: PEOPLE }, (_, n) => `0812${String(n).padStart(8, '0')},Person ${n}`)].join('\n');
  const made = await ask<{ id: string }>('POST', `/imports?file_name=people.csv&list_id=${list}`, Buffer.from(csv), { 'content-type': 'text/csv' });
  await expect.poll(async () => (await ask<{ state: string }>('GET', `/imports/${made.id}`)).state, { timeout: 120_000 }).toBe('completed');
  const { id } = await ask<{ id: string }>('POST', '/campaigns', { name: 'Everybody', text: 'Halo {{ name }}!', list_ids: [list], require_consent: false });
  // Nothing is linked: it stands, with everybody in it.
  await ask('POST', `/campaigns/${id}/start`, {});
  await expect.poll(async () => (await ask<{ counts: { total: number } }>('GET', `/campaigns/${id}`)).counts.total, { timeout: 120_000 }).toBe(PEOPLE);

  await page.goto(`/app/campaigns/${id}`);
  const table = page.getByRole('table', { name: 'People' });
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  const box = page.getByRole('region', { name: 'People' });
  await box.scrollIntoViewIfNeeded();
  await box.hover();
  const endProfile = await profiled(await page.context().newCDPSession(page), 'table');
  const stop = await watchFrames(page);
  const began = Date.now();
  // As a person does with a flick of the wheel, again and again; pages come on the way. The heading is the first row.
  const found = await table.elementHandle();
  const lowest = () => found!.evaluate((one) => Number([...one.querySelectorAll('[aria-rowindex]')].at(-1)?.getAttribute('aria-rowindex')));
  while ((await lowest()) < PEOPLE + 1) await page.mouse.wheel(0, 3000);
  const seconds = (Date.now() - began) / 1000;
  const { longest, over100, frames, longestScript } = await stop();
  await endProfile();
  expect(await table.getByRole('row').count(), 'only what is in sight exists').toBeLessThan(100);
  figure(
    'web_table_100k_max_frame_ms',
    longest,
    `a campaign to ${PEOPLE} people scrolled by the wheel from top to bottom, page by page from the server, in ${seconds.toFixed(1)} s; ${frames} frames, ${over100} over 100 ms, longest work of the page ${Math.round(longestScript)} ms`,
  );
});
