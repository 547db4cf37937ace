import type { Locator, Page } from '@playwright/test';

import { expect, newPhone, scan, test } from './fixtures';
import { askAs, drafted, linked, startNow, subscribed } from './ready';

// Who does not see the page, does not use a mouse, or bears no motion.

/** Writes down what a screen reader would be told without asking: what changes inside live regions. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const heard: string[] = [];
    (window as { heard?: string[] }).heard = heard;
    new MutationObserver((changes) => {
      const regions = new Set<Element>();
      for (const { target } of changes) {
        const region = (target instanceof Element ? target : target.parentElement)?.closest('[aria-live=polite],[role=status],[role=alert]');
        if (region) regions.add(region);
      }
      for (const region of regions) {
        const text = region.textContent?.trim();
        if (text) heard.push(text);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (window as { heard?: string[] }).heard ?? []);
}

/** Tab after Tab, as one does without a mouse. */
async function reach(page: Page, wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < 120; pressed++) {
    if ((await wanted.count()) > 0 && (await wanted.first().evaluate((element) => element === document.activeElement))) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not reach ${wanted}`);
}

test('from the log-in to a campaign that runs, with the keyboard alone', async ({ page, tenant, request, watch }) => {
  test.slow();
  watch.expected.push(/status of 401/);
  await subscribed(request, tenant);
  await linked(await askAs(request, tenant));
  await page.goto('/app/login');
  await expect(page.getByRole('heading', { name: 'Log in', exact: true })).toBeVisible();
  await reach(page, page.getByLabel('E-mail'));
  await page.keyboard.type(tenant.email);
  await reach(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(tenant.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();
  await reach(page, page.getByRole('navigation').getByRole('link', { name: 'Campaigns' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Campaigns' })).toBeVisible();
  await reach(page, page.getByRole('link', { name: 'New campaign' }));
  await page.keyboard.press('Enter');
  await reach(page, page.getByLabel('Numbers'));
  await page.keyboard.type('081234500001, 081234500002');
  await reach(page, page.getByRole('checkbox', { name: /agreement is noted/ }));
  await page.keyboard.press('Space');
  await reach(page, page.getByLabel('Message', { exact: true }));
  await page.keyboard.type('Halo, sampai Sabtu!');
  await reach(page, page.getByLabel('Name', { exact: true }));
  await page.keyboard.type('By keys');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
  const start = page.getByRole('button', { name: 'Start now' });
  await expect(start).toBeEnabled();
  await reach(page, page.getByRole('button', { name: 'Start later' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'When should it start?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Start later' }), 'a closed dialog gives the focus back').toBeFocused();
  await reach(page, start);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Start this campaign?' });
  await expect(dialog.getByLabel('Type 2 to confirm'), 'what has to be typed has the focus').toBeFocused();
  await page.keyboard.type('2');
  await expect(dialog.getByRole('button', { name: 'Send to 2 people' })).toBeEnabled();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Completed', { exact: true })).toBeVisible({ timeout: 60_000 });
});

test('linking is heard: that it starts, that a code is there, that it is connected, and not each second', async ({ owner: page, tenant, request }) => {
  await subscribed(request, tenant);
  test.slow();
  const heard = await listen(page);
  await page.goto('/app/connect');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.locator('[data-qr]')).toBeVisible({ timeout: 40_000 });
  const phone = await newPhone();
  await scan(page, phone);
  await expect(page.getByRole('heading', { name: 'Your account is connected' })).toBeVisible({ timeout: 30_000 });
  const said = await heard();
  for (const sentence of [/^A browser opens WhatsApp for you/, /^Scan the code with the phone/, /^Messages can be sent and received/]) expect(said.some((one) => sentence.test(one)), `${sentence} in ${said}`).toBe(true);
  expect(said.filter((one) => /^\d+$/.test(one)), 'seconds are not counted aloud').toEqual([]);
  expect(said.length, `${said}`).toBeLessThan(20);
});

test('an import is heard to its end, without each row', async ({ owner: page }) => {
  const heard = await listen(page);
  await page.goto('/app/contacts/import');
  const rows = Array.from({ length: 500 }, (_, at) => `Pelanggan ${at},0812346${String(at).padStart(5, '0')}`);
  await page.getByLabel('Choose a file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(['name,phone', ...rows, 'Budi,12'].join('\n')) });
  await page.getByRole('button', { name: 'Start the import' }).click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 30_000 });
  const said = await heard();
  expect(said).toContain('Done. 500 stored, 1 refused.');
  expect(said.length, `${said}`).toBeLessThan(12);
});

test('a campaign is heard now and then, and at its end', async ({ owner: page, tenant, request }) => {
  test.slow();
  await subscribed(request, tenant);
  const ask = await askAs(request, tenant);
  await linked(ask);
  const id = await drafted(ask, 'Heard', 40);
  const heard = await listen(page);
  await page.goto(`/app/campaigns/${id}`);
  await startNow(page);
  await expect(page.getByText('Completed', { exact: true })).toBeVisible({ timeout: 60_000 });
  await expect.poll(heard, { timeout: 20_000 }).toContain('Completed: 40 of 40');
  expect((await heard()).filter((one) => / of 40$/.test(one)).length, 'forty messages are not forty sentences').toBeLessThan(8);
});

test('less motion where less is asked for', async ({ owner: page, tenant, request }) => {
  await subscribed(request, tenant);
  test.slow();
  const moving = () => page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running').length);
  await page.goto('/app/connect');
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  // Seen and counted in one look: it turns for as long as the browser starts, which may be short.
  await expect.poll(moving, { message: 'something turns by default', intervals: [20] }).toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(moving).toBe(0);
  await page.goto('/app/contacts');
  await page.getByRole('button', { name: 'Add a contact' }).first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expect.poll(moving).toBe(0);
});
