import { accessible, choose, expect, fits, logIn, test } from './fixtures';

test('numbers are put on the register, found, and taken off only after a warning', async ({ owner: page, watch }) => {
  watch.expected.push(/status of 422/);
  await page.goto('/app/contacts');
  await page.getByRole('button', { name: 'Add a contact' }).first().click();
  await page.getByRole('dialog').getByLabel('Number').fill('081234500001');
  await page.getByRole('dialog').getByLabel('Name').fill('Ani');
  await page.getByRole('button', { name: 'Save' }).click();

  await page.getByRole('link', { name: 'Do not message' }).first().click();
  await expect(page.getByText(/Whoever answers with .*STOP.* is put on this register at once/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Nobody has asked to be left alone' })).toBeVisible();
  await page.getByRole('button', { name: 'Add numbers' }).first().click();
  await page.getByRole('button', { name: 'Put on the register' }).click();
  const numbers = page.getByRole('textbox', { name: 'Numbers' });
  await expect(numbers, 'nothing typed is told beside the field').toHaveAttribute('aria-invalid', 'true');
  await numbers.fill('0812 3450 0001\n12\n081234500002');
  await page.getByRole('button', { name: 'Put on the register' }).click();
  await expect(page.getByText('2 numbers will get no messages'), 'one odd number keeps nobody off').toBeVisible();
  await expect(numbers, 'what is no number stays to be mended').toHaveValue('12');
  await expect(numbers).toHaveAccessibleDescription(/12: This number is too short\./);
  await accessible(page);
  await page.keyboard.press('Escape');

  const register = page.getByRole('table', { name: 'Do not message' });
  await expect(register.getByRole('row', { name: /\+6281234500001/ })).toContainText('Ani');
  await expect(register.getByRole('row', { name: /\+6281234500001/ })).toContainText('Added by hand');
  await page.getByLabel('Search by number').fill('0812 3450 0002');
  await expect(register.getByRole('rowheader')).toHaveText(['+6281234500002']);
  await page.getByLabel('Search by number').fill('Budi');
  await expect(page.getByText('No number on the register begins so.')).toBeVisible();
  await page.getByLabel('Search by number').fill('');

  await page.getByRole('button', { name: 'Take off: +6281234500001' }).click();
  const off = page.getByRole('dialog').getByRole('button', { name: 'Take off' });
  await expect(off, 'nobody is taken off by a slip').toBeDisabled();
  await accessible(page);
  await page.getByRole('checkbox', { name: 'The person asked me to write again' }).check();
  await off.click();
  await expect(register.getByRole('rowheader')).toHaveText(['+6281234500002']);
});

test('the register fits a phone, in Indonesian and dark', async ({ page, tenant }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await choose(page, { language: 'id', theme: 'dark' });
  await logIn(page, tenant, '/app/login');
  await page.goto('/app/suppressions');
  await page.getByRole('button', { name: 'Tambah nomor' }).first().click();
  await page.getByRole('textbox', { name: 'Nomor' }).fill('081234500001');
  await page.getByRole('button', { name: 'Masukkan ke daftar' }).click();
  await expect(page.getByRole('table', { name: 'Jangan dikirimi' })).toContainText('Ditambahkan sendiri');
  await fits(page);
  await accessible(page);
  await page.getByRole('button', { name: 'Keluarkan: +6281234500001' }).click();
  await fits(page);
  await accessible(page);
});
