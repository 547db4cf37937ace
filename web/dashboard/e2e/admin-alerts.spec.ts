import { accessible, expect, post, test } from './fixtures';

test('an alert comes live as a toast, a count and a line; it is acknowledged and resolved', async ({ admin: page }) => {
  await page.goto('/admin/');
  await expect(page.locator('[data-live=connected]')).toBeVisible();
  expect(await post(page, '/admin/actors/park', { path: 'root/chores/scheduler', reason: 'counting the days' })).toBe(200);
  const toast = page.getByRole('region', { name: 'Notifications' }).filter({ hasText: 'counting the days' });
  await expect(toast).toBeVisible();
  const link = page.getByRole('navigation', { name: 'Main' }).first().getByRole('link', { name: /^Alerts/ });
  await expect(link).toHaveAccessibleName(/\d+ open alerts?$/);
  await link.click();
  const line = page.getByRole('listitem').filter({ hasText: 'counting the days' });
  await expect(line.getByRole('heading', { name: 'Actor parked' })).toBeVisible();
  await accessible(page);

  await line.getByRole('button', { name: 'I look at it' }).click();
  await expect(line, 'no longer among the open ones').toHaveCount(0);
  await page.getByRole('tab', { name: 'Being looked at' }).click();
  await expect(line.getByText(/somebody looks since/)).toBeVisible();
  await line.getByRole('button', { name: 'Resolve' }).click();
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(line).toHaveCount(0);
  await page.getByRole('tab', { name: 'Resolved', exact: true }).click();
  await expect(line.first().getByText(/resolved/).first()).toBeVisible();
  await accessible(page);
  await page.getByRole('tab', { name: 'All' }).click();
  await expect(line.first()).toBeVisible();
  expect(await post(page, '/admin/actors/release', { path: 'root/chores/scheduler' })).toBe(200);
});

test('an alert leads to its actor, and disappears by itself when the cause is gone', async ({ admin: page }) => {
  await page.goto('/admin/alerts');
  await expect(page.locator('[data-live=connected]')).toBeVisible();
  expect(await post(page, '/admin/actors/park', { path: 'root/chores/fleet', reason: 'a short pause' })).toBe(200);
  const line = page.getByRole('listitem').filter({ hasText: 'a short pause' });
  await expect(line).toBeVisible();
  await line.getByRole('link', { name: 'Show the actor' }).click();
  await expect(page.locator('[data-panel]').getByText('a short pause')).toBeVisible();
  await page.goBack();
  await expect(line).toBeVisible();
  expect(await post(page, '/admin/actors/release', { path: 'root/chores/fleet' })).toBe(200);
  await expect(line).toHaveCount(0);
});
