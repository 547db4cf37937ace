import { accessible, expect, post, test } from './fixtures';

test('the log is followed live, paused and searched, and shows no secret', async ({ admin: page, tenant }) => {
  await page.goto('/admin/logs');
  const lines = page.getByRole('region', { name: 'Lines of the log' }).getByRole('listitem');
  await expect(lines.first()).toBeVisible();
  await accessible(page);
  await page.getByLabel('Find').fill(tenant.email);
  const letter = lines.filter({ hasText: 'a letter of the sandbox' });
  const before = await letter.count();
  // A forgotten password writes a letter to the log, with a token that nobody but its reader may see.
  const forget = async () => expect(await post(page, '/auth/forgot-password', { email: tenant.email })).toBeLessThan(300);
  await forget();
  await expect(letter, 'the line comes by itself').toHaveCount(before + 1);
  await expect(letter.first()).toContainText('token=***');
  await expect(letter.first()).toContainText(`to=${tenant.email}`);

  await page.getByRole('button', { name: 'Pause' }).click();
  await forget();
  await expect(page.getByText(/^Paused\. \d+ new lines? waits?\.$/)).not.toHaveText('Paused. 0 new lines wait.');
  await expect(letter).toHaveCount(before + 1);
  await accessible(page);
  await page.getByRole('button', { name: 'Follow' }).click();
  await expect(letter).toHaveCount(before + 2);
  await page.getByLabel('At least').selectOption('Errors only');
  await expect(page.getByText('No line fits what you are looking for.')).toBeVisible();
});
