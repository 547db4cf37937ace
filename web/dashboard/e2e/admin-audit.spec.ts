import { accessible, expect, fits, test } from './fixtures';

test('who logged in, and who failed to, stands in the audit log', async ({ admin: page, tenant, request }) => {
  const wrong = await request.post('/api/v1/auth/login', { data: { email: tenant.email, password: 'not the password' } });
  expect(wrong.status()).toBe(401);
  await page.goto('/admin/audit');
  await page.getByLabel('Show').selectOption('Log-ins');
  const failed = page.getByRole('row').filter({ hasText: 'Log-in failed' }).filter({ hasText: tenant.company });
  await expect(failed.first()).toContainText('why: wrong password');
  await expect(page.getByRole('row').filter({ hasText: 'Logged in' }).first()).toBeVisible();
  await accessible(page);

  // The filter is in the address: whoever comes back, or gets the link, sees the same.
  await page.reload();
  await expect(page.getByLabel('Show')).toHaveValue('login.');
  await page.getByLabel('Show').selectOption('Packages');
  await expect(failed).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 800 });
  await fits(page);
});
