import { ADMIN, accessible, choose, expect, fits, logIn, test } from './fixtures';

test('a dangerous deed asks for the password over the page, and is then done by itself', async ({ admin: page, tenant, watch }) => {
  watch.expected.push(/status of (403|422)/);
  // What the server says a quarter of an hour after the log-in, twice.
  let refusals = 2;
  await page.route('**/api/v1/admin/customers/*/suspend', (route) =>
    refusals-- > 0
      ? route.fulfill({ status: 403, json: { success: false, error: { code: 'confirmation_needed', message: 'Confirm that it is you first.', details: {} } } })
      : route.continue(),
  );
  await page.goto('/admin/customers');
  await page.getByLabel('Find').fill(tenant.company);
  await page.getByRole('link', { name: tenant.company }).click();
  await page.getByRole('button', { name: 'Suspend' }).click();
  const suspend = page.getByRole('dialog', { name: `Suspend ${tenant.company}?` });
  await suspend.getByLabel('Reason').fill('unpaid since May');
  await suspend.getByRole('button', { name: 'Suspend' }).click();

  const confirm = page.getByRole('dialog', { name: 'Confirm that it is you' });
  const password = confirm.getByLabel('Password', { exact: true });
  await expect(password).toBeFocused();
  await expect(confirm.getByLabel('Code'), 'there is no second factor').toHaveCount(0);
  await accessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page);
  await confirm.getByRole('button', { name: 'Cancel' }).click();
  await expect(confirm).toBeHidden();
  await expect(suspend.getByRole('alert')).toHaveText('Nothing was done: confirm that it is you first.');
  await expect(suspend.getByLabel('Reason'), 'what was typed is kept').toHaveValue('unpaid since May');

  await suspend.getByRole('button', { name: 'Suspend' }).click();
  await password.fill('not my password');
  await confirm.getByRole('button', { name: 'Confirm' }).click();
  await expect(password).toHaveAccessibleDescription('This is not your password.');
  await password.fill(ADMIN.password);
  await confirm.getByRole('button', { name: 'Confirm' }).click();
  await expect(confirm).toBeHidden();
  await expect(suspend).toBeHidden();
  await expect(page.getByText('unpaid since May')).toBeVisible();
  expect(refusals, 'asked once more').toBe(-1);
});

test('in Indonesian too', async ({ page, tenant, watch }) => {
  watch.expected.push(/status of 403/);
  await choose(page, { language: 'id', theme: 'dark' });
  await logIn(page, tenant, '/app/login');
  await page.route('**/api/v1/team/members', (route) =>
    route.fulfill({ status: 403, json: { success: false, error: { code: 'confirmation_needed', message: 'Confirm that it is you first.', details: {} } } }),
  );
  await page.goto('/app/team');
  await expect(page.getByRole('dialog', { name: 'Konfirmasikan bahwa ini Anda' })).toBeVisible();
  await accessible(page);
});
