import type { Page } from '@playwright/test';

import { accessible, choose, expect, fits, logIn, test } from './fixtures';

/** A contact through the API, as the logged-in person. */
async function contact(page: Page, body: object): Promise<void> {
  const status = await page.evaluate(
    async (body) => (await fetch('/api/v1/contacts', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status,
    JSON.stringify(body),
  );
  expect(status).toBe(201);
}

test('a template is written with a live preview, chosen in a campaign, changed and deleted', async ({ owner: page, watch }) => {
  watch.expected.push(/status of 4(22|09)/);
  await contact(page, { phone: '081234500001', name: 'Ani', attributes: { kota: 'Bogor' } });
  await contact(page, { phone: '081234500002', name: 'Budi' });
  await page.goto('/app/templates');
  await page.getByRole('link', { name: 'New template' }).first().click();

  await page.getByRole('button', { name: 'Save the template' }).click();
  await expect(page.getByLabel('Name', { exact: true }), 'a name is asked for beside the field').toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Name', { exact: true }).fill('Weekend');
  const text = page.getByLabel('Message', { exact: true });
  await text.fill('*Halo* ');
  await page.getByRole('group', { name: 'Put in' }).getByRole('button', { name: 'Name' }).click();
  await expect(text).toHaveValue('*Halo* {{ name | default("Kak") }}');
  await expect(text, 'writing goes on after what was put in').toBeFocused();
  await page.keyboard.type(' di ');
  await page.getByRole('button', { name: 'kota' }).click();
  await page.keyboard.type(', _jangan_ <b>lupa</b> ~besok~ ```07:00```');

  const preview = page.locator('[data-preview]');
  await page.getByLabel('As it arrives at').selectOption({ label: 'Ani · +6281234500001' });
  await expect(preview).toContainText('Halo Ani di Bogor, jangan <b>lupa</b> besok 07:00');
  await expect(preview.locator('strong')).toHaveText('Halo');
  await expect(preview.locator('em')).toHaveText('jangan');
  await expect(preview.locator('s')).toHaveText('besok');
  await expect(preview.locator('code')).toHaveText('07:00');
  await expect(preview.locator('b'), 'text is never taken for HTML').toHaveCount(0);
  await page.getByLabel('As it arrives at').selectOption({ label: 'Budi · +6281234500002' });
  await expect(page.getByText('Budi has no value for kota: no message would go there.')).toBeVisible();
  await accessible(page);

  const whole = await text.inputValue();
  await text.fill('Halo {{ name');
  await expect(page.getByText(/^Line 1, character \d+: the braces do not fit together/)).toBeVisible();
  await page.getByRole('button', { name: 'Save the template' }).click();
  await expect(text, 'what can never work is refused beside the text').toHaveAttribute('aria-invalid', 'true');
  await page.reload();
  await expect(text, 'nothing typed is lost').toHaveValue('Halo {{ name');
  await text.fill(whole);
  await page.getByRole('button', { name: 'Save the template' }).click();
  await expect(page).toHaveURL(/\/app\/templates$/);

  await page.getByRole('link', { name: 'Weekend', exact: true }).click();
  const missing = page.getByRole('table', { name: 'Who has a value missing?' });
  await expect(missing.getByRole('row', { name: /\+6281234500002/ })).toContainText('kota');
  await expect(missing.getByRole('rowheader')).toHaveCount(1);
  await accessible(page);
  // Somebody else is quicker.
  const id = page.url().split('/').at(-1) ?? '';
  const theirs = await page.evaluate(
    async ([id, body]) => (await fetch(`/api/v1/templates/${id}`, { method: 'PUT', headers: { 'content-type': 'application/json' }, body: body ?? '' })).status,
    [id, JSON.stringify({ version: 1, name: 'Weekend', body: 'Theirs' })],
  );
  expect(theirs).toBe(200);
  await text.fill('Halo {name}, mine');
  await page.getByRole('button', { name: 'Save the template' }).click();
  await expect(page.getByText('Somebody changed this template meanwhile')).toBeVisible();
  await expect(text).toHaveValue('Halo {name}, mine');
  await page.getByRole('button', { name: 'Keep mine' }).click();
  await page.getByRole('button', { name: 'Save the template' }).click();

  await page.getByRole('link', { name: 'Start a campaign with it: Weekend' }).click();
  await expect(page.getByLabel('Which message?')).toHaveValue(id);
  await page.getByLabel('As it arrives at').selectOption({ label: 'Ani · +6281234500001' });
  await expect(preview).toContainText('Halo Ani, mine');
  await page.getByLabel('Instead of {name}').fill('Kak');
  await page.getByLabel('As it arrives at').selectOption('nobody in particular');
  await expect(preview, 'who has no name is greeted all the same').toContainText('Halo Kak, mine');
  await accessible(page);
  await page.getByLabel('As it arrives at').selectOption({ label: 'Ani · +6281234500001' });
  await page.getByLabel('Numbers').fill('081234500001');
  await page.getByLabel('Name', { exact: true }).fill('With a template');
  await page.getByRole('button', { name: 'Save and check' }).click();
  await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
  await expect(preview).toContainText('Halo Ani, mine');

  await page.goto('/app/templates');
  await page.getByRole('button', { name: 'Delete: Weekend' }).click();
  await accessible(page);
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('A campaign uses this template'), 'what a campaign needs stays').toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.goto('/app/campaigns');
  await page.getByRole('link', { name: 'With a template' }).click();
  await page.getByRole('button', { name: 'Delete the draft' }).click();
  await page.getByRole('button', { name: 'Delete the draft' }).last().click();
  await expect(page).toHaveURL(/\/app\/campaigns$/);
  await page.goto('/app/templates');
  await page.getByRole('button', { name: 'Delete: Weekend' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'No templates yet' })).toBeVisible();
});

test('a template fits a phone, in Indonesian and dark', async ({ page, tenant }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await choose(page, { language: 'id', theme: 'dark' });
  await logIn(page, tenant, '/app/login');
  await contact(page, { phone: '081234500001', name: 'Ani' });
  await page.goto('/app/templates/new');
  await page.getByLabel('Nama', { exact: true }).fill('Promo akhir pekan untuk pelanggan lama');
  await page.getByLabel('Pesan', { exact: true }).fill(`Halo {name}! ${'sangatpanjang'.repeat(8)}\nhttps://contoh.test/${'a'.repeat(60)}`);
  await expect(page.locator('[data-preview]')).toContainText('Halo Ani!');
  await fits(page);
  await accessible(page);
  await page.getByRole('button', { name: 'Simpan templat' }).click();
  await expect(page.getByRole('link', { name: 'Promo akhir pekan untuk pelanggan lama', exact: true })).toBeVisible();
  await fits(page);
  await accessible(page);
});
