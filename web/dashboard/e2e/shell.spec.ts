import { accessible, choose, expect, test } from './fixtures';

test('the menu changes language and theme at once and they stay', async ({ owner: page }) => {
  await page.goto('/app/');
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await accessible(page);
  await page.getByRole('menuitemradio', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('menuitemradio', { name: 'Bahasa Indonesia' }).click();
  await expect(page.getByRole('heading', { name: /^Halo, / })).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('lang', 'id');
});

test('on a phone the bar leads to the main pages and its menu to all', async ({ owner: page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/app/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Connect' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Connect' })).toBeVisible();
  await page.getByRole('button', { name: 'More' }).click();
  const menu = page.getByRole('dialog', { name: 'Menu' });
  await accessible(page);
  await menu.getByRole('link', { name: 'Account' }).click();
  await expect(menu).toBeHidden();
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { level: 1, name: 'Connect' })).toBeVisible();
});

test('the keyboard is enough, and WhatsApp’s risk is told on every page', async ({ owner: page }) => {
  await page.goto('/app/');
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('#content')).toBeFocused();
  for (const path of ['/app/', '/app/connect', '/app/account']) {
    await page.goto(path);
    await expect(page.getByText(/it can block a number that is used this way/).first()).toBeVisible();
  }
});

test('refused settings are told beside their fields, in Indonesian too', async ({ owner: page, watch }) => {
  watch.expected.push(/status of 422/);
  await choose(page, { language: 'id', theme: 'light' });
  await page.goto('/app/account');
  const words = page.getByLabel('Kata yang berarti “berhenti”');
  const name = page.locator('form').filter({ has: words }).getByLabel('Nama');
  await name.fill('');
  await words.fill('');
  await page.getByRole('button', { name: 'Simpan', exact: true }).click();
  await expect(name).toHaveAttribute('aria-invalid', 'true');
  await expect(words).toHaveAccessibleDescription(/Di luar yang diperbolehkan\.$/);
  await accessible(page);
});

test('a server that answers with trouble is told, and trying again works', async ({ owner: page, watch }) => {
  watch.expected.push(/status of 503/);
  let down = true;
  await page.route('**/api/v1/auth/me', (route) =>
    down ? route.fulfill({ status: 503, json: { success: false, error: { code: 'unavailable', message: 'x', details: {} } } }) : route.fallback(),
  );
  await page.goto('/app/');
  await expect(page.getByRole('alert')).toHaveText(/The server is not answering as it should/);
  down = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();
});
