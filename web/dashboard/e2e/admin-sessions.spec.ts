import { ADMIN, accessible, expect, logIn, newPhone, post, scan, test } from './fixtures';
import { subscribed } from './ready';

test('a customer’s session is seen live, found in the tree, and looked at where the customer allows it', async ({ owner: page, tenant, browser, request }) => {
  await subscribed(request, tenant);
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

test('what an administrator stops stays down until somebody starts it, and a quarantine until it is released; the customer reads why', async ({ owner: page, tenant, browser, watch, request }) => {
  await subscribed(request, tenant);
  test.slow();
  watch.expected.push(/status of 409/);
  const admin = await (await browser.newContext({ baseURL: process.env['SIAR_E2E_URL'] ?? '' })).newPage();
  await logIn(admin, ADMIN, '/admin/login');
  await page.goto('/app/connect');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.locator('[data-qr]')).toBeVisible({ timeout: 40_000 });

  await admin.goto('/admin/sessions');
  await admin.getByLabel('Find').fill(tenant.company);
  const row = admin.getByRole('row', { name: tenant.company });
  await row.getByRole('link', { name: /Show the actor/ }).click();
  const panel = admin.locator('[data-panel]');
  await panel.getByRole('button', { name: 'Stop' }).click();
  const dialog = admin.getByRole('dialog');
  await expect(dialog).toContainText('until the customer or an administrator starts it');
  await dialog.getByLabel('Why').fill('the server moves');
  await accessible(admin);
  await dialog.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(dialog).toBeHidden({ timeout: 40_000 });
  await expect(page.getByRole('heading', { name: 'Stopped by an administrator' })).toBeVisible();
  await expect(page.getByText('the server moves', { exact: true })).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.locator('[data-qr]')).toBeVisible({ timeout: 40_000 });
  await expect(page.getByText('the server moves', { exact: true })).toHaveCount(0);

  await panel.getByRole('button', { name: 'Park' }).click();
  await dialog.getByLabel('Why').fill('it disturbs others');
  await dialog.getByRole('button', { name: 'Park', exact: true }).click();
  await expect(dialog).toBeHidden({ timeout: 40_000 });
  await expect(page.getByRole('heading', { name: 'Out of service' })).toBeVisible();
  await expect(page.getByText('it disturbs others', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start' })).toHaveCount(0);
  // One who knows the address gets no further.
  expect(await post(page, '/session/start', {})).toBe(409);
  await accessible(page);

  await admin.goto('/admin/sessions');
  await admin.getByLabel('Find').fill(tenant.company);
  await expect(row.getByText('Out of service')).toBeVisible();
  await expect(row).toContainText('it disturbs others');
  await accessible(admin);
  await row.getByRole('button', { name: /^Release/ }).click();
  await dialog.getByRole('button', { name: 'Release', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('[data-qr]'), 'it runs again, because the customer wanted it to').toBeVisible({ timeout: 40_000 });
  await expect(row.getByText('Waiting to be scanned')).toBeVisible();
  await admin.context().close();
});
