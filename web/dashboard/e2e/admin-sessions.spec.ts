import { ADMIN, accessible, expect, logIn, newPhone, scan, test } from './fixtures';

test('a customer’s session is seen live, found in the tree, and looked at where the customer allows it', async ({ owner: page, tenant, browser }) => {
  test.slow();
  const admin = await (await browser.newContext({ baseURL: process.env['SIAR_E2E_URL'] ?? '' })).newPage();
  await logIn(admin, ADMIN, '/admin/login');
  await admin.goto('/admin/sessions');
  await expect(admin.locator('[data-live=connected]')).toBeVisible();
  await admin.getByLabel('Find').fill(tenant.company);
  const row = admin.getByRole('row', { name: tenant.company });
  await expect(row.getByText('Stopped', { exact: true })).toBeVisible();

  await page.goto('/app/connect');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(row.getByText('Waiting to be scanned'), 'it moves by itself').toBeVisible({ timeout: 40_000 });
  await expect(row.getByRole('button', { name: /Look at the page/ }), 'the customer does not allow it').toHaveCount(0);
  const allowed = await page.evaluate(
    async () => (await fetch('/api/v1/session/support', { method: 'PUT', headers: { 'content-type': 'application/json' }, body: '{"screenshots":true}' })).status,
  );
  expect(allowed).toBe(200);
  const phone = await newPhone();
  await expect(page.locator('[data-qr]')).toBeVisible({ timeout: 40_000 });
  await scan(page, phone);
  await expect(row.getByText('Connected', { exact: true })).toBeVisible({ timeout: 40_000 });
  await expect(row).toContainText(phone);
  await accessible(admin);

  await row.getByRole('button', { name: /Look at the page/ }).click();
  const dialog = admin.getByRole('dialog');
  await expect(dialog).toContainText('that you looked is kept in the audit log');
  await dialog.getByRole('button', { name: 'Take a picture' }).click();
  const picture = dialog.getByRole('img', { name: new RegExp(`page of ${tenant.company}`) });
  await expect(picture).toBeVisible({ timeout: 30_000 });
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(200);
  await accessible(admin);
  await admin.keyboard.press('Escape');

  await row.getByRole('link', { name: /Show the actor/ }).click();
  const panel = admin.locator('[data-panel]');
  await expect(panel.getByRole('heading', { name: tenant.company })).toBeVisible();
  await expect(panel.getByText('Running', { exact: true })).toBeVisible();
  await expect(admin.getByRole('treeitem', { name: new RegExp(`^${tenant.company} Running`) })).toHaveAttribute('aria-selected', 'true');
  await accessible(admin);
  await admin.context().close();
});
