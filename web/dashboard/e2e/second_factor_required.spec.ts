import { authenticator } from './authenticator';
import { ADMIN, accessible, expect, fits } from './fixtures';
import { test } from './own';

// A server whose operator wants it of everybody who runs the platform.
test.use({ wishes: { settings: { SIAR_ADMIN_SECOND_FACTOR: 'required' } } });

test('the console opens once an administrator has turned it on', async ({ admin: page, watch }) => {
  const notice = page.getByText('Turn on two-factor authentication first');
  await page.goto('/admin/customers');
  await expect(page.getByRole('heading', { level: 1, name: 'Account' })).toBeVisible();
  await expect(page).toHaveURL(/\/admin\/account$/);
  await expect(notice).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' }).first().getByRole('link')).toHaveText(['Account']);
  await expect(page.locator('[data-live]')).toHaveCount(0);
  await accessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page);
  await accessible(page);
  await page.setViewportSize({ width: 1280, height: 800 });

  await page.getByRole('button', { name: 'Turn on' }).click();
  const dialog = page.getByRole('dialog', { name: 'Turn on two-factor authentication' });
  await dialog.getByLabel('Your password', { exact: true }).fill(ADMIN.password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  const app = authenticator((await dialog.getByLabel('Secret').textContent()) ?? '');
  await dialog.getByLabel('Code').fill(await app());
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  const kept = page.getByRole('dialog', { name: 'Keep your recovery codes' });
  await expect(kept.getByRole('listitem')).toHaveCount(10);
  await expect(notice, 'the page behind opens at once').toBeHidden();
  await expect(page.locator('[data-live=connected]')).toHaveCount(1);
  await expect(kept.getByRole('listitem'), 'and takes no recovery codes away').toHaveCount(10);
  await kept.getByRole('button', { name: 'I have kept them' }).click();
  await expect(page.getByText('so it cannot be turned off')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Turn off' })).toHaveCount(0);
  await accessible(page);
  await page.getByRole('link', { name: 'Customers' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();

  watch.expected.push(/status of 401/);
  await page.context().clearCookies();
  await page.goto('/admin/customers');
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await page.getByLabel('Code', { exact: true }).fill(await app());
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
});
