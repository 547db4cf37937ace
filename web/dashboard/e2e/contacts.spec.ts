import { accessible, choose, expect, fits, logIn, test } from './fixtures';

test('a person is changed, agrees, is blocked, filtered by tag and deleted', async ({ owner: page, watch }) => {
  watch.expected.push(/status of 422/);
  await page.goto('/app/contacts');
  await page.getByRole('button', { name: 'Add a contact' }).first().click();
  await page.getByRole('dialog').getByLabel('Number').fill('081234500001');
  await page.getByRole('dialog').getByLabel('Name').fill('Ani');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Ani' }).click();
  await expect(page.getByText('Ask first: no agreement is noted.')).toBeVisible();
  await accessible(page);

  await page.getByLabel('E-mail').fill('not an address');
  await page.getByLabel('Tags').fill('vip, pagi');
  await page.getByRole('button', { name: 'Add a field' }).click();
  await page.getByLabel('Field', { exact: true }).fill('kota');
  await page.getByLabel('Value').fill('Bogor');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('E-mail'), 'what is wrong is told beside the field').toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Value'), 'nothing typed is lost').toHaveValue('Bogor');
  await page.getByLabel('E-mail').fill('ani@contoh.test');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The changes are stored')).toBeVisible();

  await page.getByRole('button', { name: 'Note the agreement' }).click();
  await page.getByLabel('How').selectOption('Something else …');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByLabel('What was it?')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('How').selectOption('On a form or website');
  await accessible(page);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText(/^Agreed on /)).toBeVisible();
  await expect(page.getByText('On a form or website')).toBeVisible();

  await page.getByRole('button', { name: 'Block' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await expect(page.getByLabel('Why')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('Why').fill('Wrong person');
  await page.getByRole('dialog').getByRole('button', { name: 'Block' }).click();
  await expect(page.getByText(/^Blocked by you on /)).toBeVisible();
  await page.getByRole('button', { name: 'Unblock' }).click();
  await expect(page.getByText('Yes: nothing speaks against it.')).toBeVisible();

  await page.goto('/app/suppressions');
  await page.getByRole('button', { name: 'Add numbers' }).first().click();
  await page.getByRole('textbox', { name: 'Numbers' }).fill('081234500001');
  await page.getByRole('button', { name: 'Put on the register' }).click();
  await page.goto('/app/contacts');
  await page.getByRole('button', { name: 'vip' }).click();
  await expect(page.getByRole('button', { name: 'Tag: vip. Show all tags' })).toBeVisible();
  await page.getByRole('link', { name: 'Ani' }).click();
  await expect(page.getByText(/^Asked to be left alone on /)).toBeVisible();
  await expect(page.getByLabel('Value')).toHaveValue('Bogor');
  await accessible(page);
  await page.getByRole('link', { name: 'To the register' }).click();
  await expect(page.getByLabel('Search by number')).toHaveValue('+6281234500001');
  await page.goBack();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'No contacts yet' })).toBeVisible();
});

test('a person fits a phone, in Indonesian and dark', async ({ page, tenant }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await choose(page, { language: 'id', theme: 'dark' });
  await logIn(page, tenant, '/app/login');
  await page.evaluate(
    async (body) => fetch('/api/v1/contacts', { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
    JSON.stringify({ phone: '081234500001', name: 'Ani Wulandari Kusumaningtyas', attributes: { kota: 'Bogor' }, consent: { source: 'chat', proof: 'Ya, boleh kirim promo' } }),
  );
  await page.goto('/app/contacts');
  await fits(page);
  await accessible(page);
  await page.getByRole('link', { name: 'Ani Wulandari Kusumaningtyas' }).click();
  await expect(page.getByText('Lewat chat')).toBeVisible();
  await fits(page);
  await accessible(page);
});
