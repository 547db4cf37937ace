import { accessible, expect, logIn, test } from './fixtures';

// Asking who one is before the log-in, and a refused log-in, are answered by 4xx, which Chromium writes to the console.
const REFUSED = /status of (401|409|422|403)/;

test('a business signs up by clicking, lands on the overview and logs out', async ({ page, watch }) => {
  watch.expected.push(REFUSED);
  await page.goto('/app/');
  await expect(page).toHaveURL(/\/app\/login\?next=/);
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Name of the business').fill('Kopi Pagi');
  await expect(page.getByLabel('Country'), 'guessed by the clock of the device').toHaveValue('ID');
  await page.getByLabel('Country').selectOption('Singapore');
  await page.getByLabel('Your name').fill('Budi');
  await page.getByLabel('E-mail').fill(`budi.${Date.now()}@e2e.siar.test`);
  await page.getByLabel('Password', { exact: true }).fill('eleven quiet teapots');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByRole('heading', { name: 'Hello, Budi' })).toBeVisible();
  await expect(page.locator('[data-live=connected]')).toBeVisible();
  expect(await page.evaluate(() => document.cookie), 'tokens are out of reach of scripts: what they can read tells pairs apart').toMatch(/^siar_pair=\d+$/);
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => /token/i.test(key)))).toEqual([]);
  await page.goto('/app/account');
  await expect(page.getByLabel('Country of phone numbers')).toHaveValue('SG');
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { name: 'Log in', exact: true })).toBeVisible();
  await page.goto('/app/account');
  await expect(page).toHaveURL(/\/app\/login/);
});

test('a form says what is wrong beside the field and keeps what was typed', async ({ page, watch }) => {
  watch.expected.push(REFUSED);
  await page.goto('/app/signup');
  await page.getByLabel('Your name').fill('Budi');
  await page.getByLabel('E-mail').fill('not an address');
  await page.getByLabel('Password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Create the account' }).click();
  const promise = page.getByRole('checkbox');
  await expect(promise).toBeFocused();
  await expect(promise).toHaveAccessibleDescription('Please confirm this first.');
  await accessible(page);
  await promise.check();
  await page.getByRole('button', { name: 'Create the account' }).click();
  const company = page.getByLabel('Name of the business');
  await expect(company).toBeFocused();
  await expect(company).toHaveAccessibleDescription('This is required.');
  await expect(page.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Password', { exact: true })).toHaveAccessibleDescription(/At least 10 characters\.$/);
  await expect(page.getByLabel('E-mail')).toHaveValue('not an address');
  await expect(page.getByLabel('Your name')).toHaveValue('Budi');
  await accessible(page);
});

test('a wrong password is told in the chosen language', async ({ page, tenant, watch }) => {
  watch.expected.push(REFUSED);
  await page.goto('/app/login');
  await page.getByRole('button', { name: 'Language and appearance' }).click();
  await page.getByRole('menuitemradio', { name: 'Bahasa Indonesia' }).click();
  await page.getByLabel('Email').fill(tenant.email);
  await page.getByLabel('Kata sandi', { exact: true }).fill('something else');
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await expect(page.getByRole('alert')).toHaveText('Alamat email atau kata sandinya salah.');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Masuk', exact: true }), 'the choice is remembered').toBeVisible();
});

test('the log-in leads to the page that was asked for, and never to another site', async ({ page, tenant, watch }) => {
  watch.expected.push(REFUSED);
  const fill = async () => {
    await page.getByLabel('E-mail').fill(tenant.email);
    await page.getByLabel('Password', { exact: true }).fill(tenant.password);
    await page.getByRole('button', { name: 'Log in', exact: true }).click();
  };
  await page.goto('/app/account');
  await fill();
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
  await page.goto('/app/login?next=//elsewhere.test/app');
  await fill();
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/app/');
});

test('a log-in that ends in the middle of a form is renewed over it, and nothing typed is lost', async ({ owner: page, tenant, watch }) => {
  watch.expected.push(REFUSED);
  await page.goto('/app/account');
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Kopi Sore');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save' }).click();
  const dialog = page.getByRole('dialog', { name: 'Log in again' });
  await expect(dialog).toBeVisible();
  await accessible(page);
  await expect(dialog.getByLabel('E-mail')).toHaveValue(tenant.email);
  await page.keyboard.press('Escape');
  await expect(dialog, 'it must be answered').toBeVisible();
  await dialog.getByLabel('Password', { exact: true }).fill(tenant.password);
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('The settings are saved.')).toBeVisible();
  await expect(name).toHaveValue('Kopi Sore');
  await page.reload();
  await expect(name).toHaveValue('Kopi Sore');
});

test('an access token that ran out is renewed silently, once for two tabs', async ({ owner: page, watch }) => {
  watch.expected.push(REFUSED);
  const second = await page.context().newPage();
  await page.goto('/app/account');
  await second.goto('/app/account');
  await expect(second.getByLabel('Name', { exact: true })).toBeVisible();
  await page.context().clearCookies({ name: 'siar_access' });
  const refreshes: number[] = [];
  page.context().on('response', (response) => response.url().endsWith('/auth/refresh') && refreshes.push(response.status()));
  await Promise.all([page.reload(), second.reload()]);
  for (const tab of [page, second]) {
    await expect(tab.getByLabel('Name', { exact: true })).toBeVisible();
    await expect(tab.getByRole('dialog')).toHaveCount(0);
  }
  expect(refreshes, 'the second tab used what the first one got').toEqual([200]);
});

test('a customer is not let into the console', async ({ owner: page }) => {
  await page.goto('/admin/');
  await expect(page.getByText('This account is not an administrator’s.')).toBeVisible();
  await page.getByRole('link', { name: 'Open the dashboard' }).click();
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();
});

test('the connection breaks, says so, and is resumed where it stood', async ({ page, tenant }) => {
  const addresses: string[] = [];
  let cut = () => {};
  let refuse = false;
  await page.routeWebSocket(/\/api\/v1\/stream/, (socket) => {
    addresses.push(socket.url());
    if (refuse) return void socket.close({ code: 1011 });
    socket.connectToServer();
    cut = () => void socket.close({ code: 1011 });
  });
  await logIn(page, tenant, '/app/login').catch(() => undefined);
  await page.goto('/app/');
  const live = page.locator('[data-live]');
  await expect(live).toHaveAttribute('data-live', 'connected');
  refuse = true;
  cut();
  await expect(live).toHaveAttribute('data-live', /reconnecting|offline/);
  await expect(page.getByText(/Reconnecting|Offline/).last()).toBeVisible();
  refuse = false;
  await expect(live).toHaveAttribute('data-live', 'connected', { timeout: 30_000 });
  expect(new URL(addresses.at(-1) ?? '').searchParams.get('after')).toMatch(/^\d+$/);
});
