import { ADMIN, accessible, expect, fits, logIn, test } from './fixtures';

const REFUSED = /status of 401/;

test('one sees where one is logged in and ends what one does not know', async ({ owner: page, tenant, browser, watch }) => {
  watch.expected.push(REFUSED);
  const phone = await browser.newContext({
    userAgent: 'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
  });
  const stranger = await phone.newPage();
  await logIn(stranger, tenant, '/app/login');
  await stranger.goto('/app/account');
  await expect(stranger.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();

  await page.goto('/app/account');
  const rows = page.getByRole('listitem').filter({ hasText: 'Since ' });
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: 'This device' })).toHaveCount(1);
  await page.getByRole('button', { name: 'End: Chrome, Android' }).click();
  const dialog = page.getByRole('dialog', { name: 'End this log-in?' });
  await accessible(page);
  await dialog.getByRole('button', { name: 'End', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(rows).toHaveCount(1);

  await stranger.reload();
  await expect(stranger.getByRole('heading', { name: 'Log in', exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Account' }), 'one’s own goes on').toBeVisible();
  await phone.close();
});

test('a log-in by a program with a long name fits a phone', async ({ admin: page, request }) => {
  const program = `siar-reports/7.31.4-${'nightly-'.repeat(20)}amd64`;
  const answer = await request.post('/api/v1/auth/login', { data: { email: ADMIN.email, password: ADMIN.password }, headers: { 'user-agent': program } });
  expect(answer.status()).toBe(200);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/admin/account');
  await expect(page.getByTitle(program).first()).toBeVisible();
  await fits(page);
});

test('an administrator is told beside the field that the password is not the present one', async ({ admin: page, watch }) => {
  watch.expected.push(/status of 422/);
  await page.goto('/admin/account');
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
  await expect(page.getByText('Super-administrator')).toBeVisible();
  const password = page.getByLabel('New password', { exact: true });
  await page.getByLabel('Present password', { exact: true }).fill('not this one at all');
  await password.fill('ten lanterns over the bay');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByLabel('Present password', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Present password', { exact: true })).toHaveAccessibleDescription(/not your password/i);
  await expect(password, 'nothing typed is lost').toHaveValue('ten lanterns over the bay');
});

test('the business says by name where it is and in which time zone', async ({ owner: page }) => {
  await page.goto('/app/account');
  const country = page.getByLabel('Country of phone numbers');
  const zone = page.getByLabel('Time zone');
  await expect(country).toHaveValue('ID');
  await expect(zone.locator('option:checked')).toHaveText('Jakarta · GMT+7');
  await country.selectOption('Malaysia');
  await zone.selectOption('Kuala Lumpur · Asia');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('The settings are saved.')).toBeVisible();
  const names = await country.locator('option').allTextContents();
  expect(names.filter((name) => /^[A-Z]{2}$/.test(name)), 'every country has a name').toEqual([]);
  expect(names.toSorted(new Intl.Collator('en-GB').compare), 'sorted').toEqual(names);
  await page.getByLabel('Language', { exact: true }).selectOption('Bahasa Indonesia');
  await expect(page.getByLabel('Negara nomor telepon').locator('option', { hasText: 'Jerman' })).toHaveCount(1);
  await page.reload();
  await expect(page.getByLabel('Negara nomor telepon')).toHaveValue('MY');
  await expect(page.getByLabel('Zona waktu')).toHaveValue('Asia/Kuala_Lumpur');
  await expect(page.getByLabel('Zona waktu').locator('option', { hasText: 'Jayapura · WIT' })).toHaveCount(1);
  await accessible(page);
});
