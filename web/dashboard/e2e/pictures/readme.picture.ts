import type { Browser, Page } from '@playwright/test';
import { join } from 'node:path';

import { ADMIN, choose, expect, logIn, test, type Look } from '../fixtures';
import { askAs } from '../ready';
import { begun, business, peopleOf, sending } from './business';

const DESKTOP = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 780 };

async function look(browser: Browser, viewport: typeof PHONE, how: Partial<Look>): Promise<Page> {
  const page = await (await browser.newContext({ viewport, deviceScaleFactor: 2, baseURL: process.env['SIAR_E2E_URL'] ?? '' })).newPage();
  await choose(page, { language: 'en', theme: 'light', ...how });
  return page;
}

/** A notice that passes by, a pointer or a blinking caret is not what the picture is about. */
async function take(page: Page, name: string): Promise<void> {
  await expect(page.locator('[data-live=connected]')).toBeVisible();
  await expect(page.locator('main [aria-busy=true]')).toHaveCount(0);
  const directory = process.env['SIAR_PICTURES'] ?? test.info().outputDir;
  await page.screenshot({ path: join(directory, `${name}.png`), caret: 'hide', animations: 'disabled' });
  await page.context().close();
}

test('the pictures of the README', async ({ browser, request }) => {
  const kopi = await business(request, 'Kopi Pagi', 'Budi');
  await sending(kopi.ask, 150);
  const regulars = await peopleOf(kopi.ask, 'Regulars', 360);
  const text = 'Halo {{ name }}! ☕\nSabtu ini biji baru dari *Gayo* sudah datang: beli satu, dapat dua sampai jam 10.\n\n_Balas STOP untuk berhenti._';
  const campaign = await begun(kopi.ask, 'Gayo weekend', text, regulars);

  // The console: other businesses, each with its own story.
  const others = [];
  for (const [company, owner] of [['Warung Sari', 'Sari'], ['Batik Lestari', 'Lestari'], ['Bengkel Jaya', 'Jaya']] as const) others.push(await business(request, company, owner));
  const [warung, batik, bengkel] = others;
  if (!warung || !batik || !bengkel) throw new Error('unreachable');
  await sending(warung.ask, 20);
  await begun(warung.ask, 'Monday menu', 'Halo {{ name }}, menu minggu ini sudah siap!', await peopleOf(warung.ask, 'Lunch guests', 90));
  await sending(batik.ask, 20);
  await bengkel.ask('POST', '/session/start', {});
  const admin = await askAs(request, ADMIN);
  const { tenant_id: trouble } = await batik.ask<{ tenant_id: string }>('GET', '/auth/me');
  await admin('POST', '/admin/actors/park', { path: `root/sessions/${trouble}`, reason: 'its phone is being replaced' });

  const console_ = await look(browser, DESKTOP, { theme: 'dark' });
  await logIn(console_, ADMIN, '/admin/login');
  await console_.goto(`/admin/actors?at=root/sessions/${trouble}`);
  await expect(console_.locator('[data-panel]').getByText('its phone is being replaced')).toBeVisible();
  await take(console_, 'actors');

  const connect = await look(browser, PHONE, {});
  await logIn(connect, bengkel, '/app/login');
  await connect.goto('/app/connect');
  await expect(connect.getByRole('img', { name: 'QR code to link WhatsApp' })).toBeVisible({ timeout: 60_000 });
  await take(connect, 'connect');

  const overview = await look(browser, PHONE, { language: 'id', theme: 'dark' });
  await logIn(overview, kopi, '/app/login');
  await overview.goto('/app/');
  await expect(overview.getByText('Gayo weekend')).toBeVisible();
  await take(overview, 'overview');

  const live = await look(browser, DESKTOP, {});
  await logIn(live, kopi, '/app/login');
  await live.goto(`/app/campaigns/${campaign}`);
  // Half done: every state there is, at once.
  const done = async () => {
    const { counts } = await kopi.ask<{ counts: Record<string, number> }>('GET', `/campaigns/${campaign}`);
    return 1 - (counts['queued'] ?? 0) / (counts['total'] ?? 1);
  };
  await expect.poll(done, { timeout: 240_000, intervals: [500] }).toBeGreaterThan(0.62);
  await take(live, 'campaign');
});
