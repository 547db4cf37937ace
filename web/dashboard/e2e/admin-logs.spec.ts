import { accessible, expect, post } from './fixtures';
import { test } from './own';

// Without a mail server the links of e-mails are in the log: that is what nobody else may see.
test.use({ wishes: { mail: false } });

test('the log is followed live, paused and searched, and shows no secret', async ({ admin: page, request }) => {
  await page.goto('/admin/logs');
  const lines = page.getByRole('region', { name: 'Lines of the log' }).getByRole('listitem');
  await expect(lines.first()).toBeVisible();
  await accessible(page);
  const email = 'sari@log.siar.test';
  const business = { company: 'Toko Log', name: 'Sari', email, password: 'rambutan at the harbour' };
  expect((await request.post('/api/v1/auth/register', { data: business })).status()).toBe(201);
  await page.getByLabel('Find').fill('reset_password');
  const line = lines.filter({ hasText: 'an e-mail, not sent' });
  const before = await line.count();
  // A forgotten password writes a link to the log, with a token that nobody but its reader may see.
  const forget = async () => expect(await post(page, '/auth/forgot-password', { email })).toBeLessThan(300);
  await forget();
  await expect(line, 'the line comes by itself').toHaveCount(before + 1);
  await expect(line.first()).toContainText('link_token=***');
  await expect(line.first()).toContainText('to=s***@log.siar.test');

  await page.getByRole('button', { name: 'Pause' }).click();
  await forget();
  await expect(page.getByText(/^Paused\. \d+ new lines? waits?\.$/)).not.toHaveText('Paused. 0 new lines wait.');
  await expect(line).toHaveCount(before + 1);
  await accessible(page);
  await page.getByRole('button', { name: 'Follow' }).click();
  await expect(line).toHaveCount(before + 2);
  await page.getByLabel('At least').selectOption('Errors only');
  await expect(page.getByText('No line fits what you are looking for.')).toBeVisible();
});
