import { ADMIN, accessible, expect, test } from './fixtures';

test('an administrator logs in and sees the platform; a customer’s page leads back to the console', async ({ page, tenant, watch }) => {
  // 403: the customers' page asks ahead for a customer's data before it knows whose log-in this is.
  watch.expected.push(/status of 40[13]/);
  await page.goto('/admin/');
  await expect(page).toHaveURL(/\/admin\/login\?next=/);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.locator('[data-live=connected]'), 'the tree came over the stream').toBeVisible();
  await expect(page.getByText(tenant.company)).toBeVisible();
  const health = page.getByRole('list', { name: 'What the server needs' }).getByRole('listitem');
  await expect(health).toHaveCount(5);
  await expect(health.filter({ hasText: 'Database' })).toContainText('Fine');
  await expect(health.filter({ hasText: 'Browser' })).toContainText(/Chrom/);
  const looked = page.getByText(/^Looked at/);
  const first = (await looked.textContent()) ?? '';
  await expect(looked, 'the server looks again and tells it').not.toHaveText(first, { timeout: 20_000 });
  const parked = page.getByText('Parked', { exact: true }).locator('xpath=following-sibling::dd');
  // Other tests park actors at the same time.
  await expect(parked).toHaveText(/^\d$/);

  await page.goto('/app/');
  await expect(page.getByText('This is an administrator’s account.')).toBeVisible();
  await accessible(page);
  await page.getByRole('link', { name: 'Open the console' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});

test('a set-up link that does not work says so and keeps what was typed', async ({ page, watch }) => {
  watch.expected.push(/status of 422/);
  await page.goto('/admin/setup?token=nothing');
  await page.getByLabel('Your name').fill('Ratna');
  await page.getByLabel('E-mail').fill('ratna@e2e.siar.test');
  await page.getByLabel('Password', { exact: true }).fill('seven sleepy herons');
  await page.getByRole('button', { name: 'Become the administrator' }).click();
  await expect(page.getByRole('alert')).toHaveText('This link does not work any more. Ask for a new one.');
  await expect(page.getByLabel('Your name')).toHaveValue('Ratna');
});
