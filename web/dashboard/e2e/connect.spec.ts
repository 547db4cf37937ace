import { accessible, expect, newPhone, scan, tell, test } from './fixtures';
import { subscribed } from './ready';

test('links by QR code: shown live, replaced live, and connected without a reload', async ({ owner: page, tenant, request }) => {
  await subscribed(request, tenant);
  test.slow();
  await page.goto('/app/connect');
  await page.evaluate(() => ((window as { stayed?: boolean }).stayed = true));
  await page.getByRole('button', { name: 'Start' }).click();
  const qr = page.getByRole('img', { name: 'QR code to link WhatsApp' });
  await expect(qr).toBeVisible({ timeout: 40_000 });
  await accessible(page);
  const first = await qr.getAttribute('data-qr');
  await expect(qr, 'the next code comes by an event').not.toHaveAttribute('data-qr', first ?? '', { timeout: 20_000 });

  const phone = await newPhone();
  await scan(page, phone);
  await expect(page.getByRole('heading', { name: 'Your account is connected' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('definition').filter({ hasText: phone })).toBeVisible();
  await expect(page.getByText('WhatsApp is connected', { exact: true }), 'the page says so by itself').toHaveCount(0);
  await expect(page.getByRole('rowheader')).not.toHaveCount(0);
  await accessible(page);
  expect(await page.evaluate(() => (window as { stayed?: boolean }).stayed), 'the page was never loaded again').toBe(true);

  await page.getByRole('button', { name: 'Restart' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Your account is connected' })).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Your account is connected' })).toBeVisible({ timeout: 40_000 });

  await page.getByRole('button', { name: 'Stop' }).click();
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Your account is connected' })).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing is connected yet' })).toBeVisible({ timeout: 30_000 });
});

test('links by a code typed on the phone, and unlinks', async ({ owner: page, watch, tenant, request }) => {
  await subscribed(request, tenant);
  test.slow();
  watch.expected.push(/status of 422/);
  await page.goto('/app/connect');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByRole('tab', { name: 'Phone number' }).click({ timeout: 40_000 });
  const number = page.getByLabel('Number of the WhatsApp account');
  await number.fill('0812');
  await page.getByRole('button', { name: 'Get a code' }).click();
  await expect(number).toHaveAttribute('aria-invalid', 'true');
  await expect(number).toHaveValue('0812');
  const phone = await newPhone();
  await number.fill(phone.replace(/^\+62/, '0').replace(/(\d{4})/g, '$1 '));
  await page.getByRole('button', { name: 'Get a code' }).click();
  const shown = page.locator('[data-pairing-code]');
  await expect(shown).toBeVisible({ timeout: 30_000 });
  await accessible(page);
  await tell(`/phones/${encodeURIComponent(phone)}/enter-code`, { code: await shown.getAttribute('data-pairing-code') });
  await expect(page.getByRole('heading', { name: 'Your account is connected' })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Unlink the account' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Unlink', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Your account is connected' })).toBeHidden({ timeout: 40_000 });
});
