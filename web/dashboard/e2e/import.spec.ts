import { accessible, choose, expect, fits, logIn, test } from './fixtures';

const file = (name: string, lines: string[]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(lines.join('\n')) });

test('columns that were guessed wrong are set right, agreement is noted, and the result can be opened again', async ({ owner: page, watch }) => {
  watch.expected.push(/status of 422/);
  await page.goto('/app/contacts/import');
  // The second column is the one to write to; the guess takes the first.
  await page.getByLabel('Choose a file').setInputFiles(
    file('orders.csv', ['phone,other phone,depan,belakang,kota,kode', '081234500001,081234500011,Ani,Wulandari,Bogor,x1', '081234500002,081234500012,Budi,,Solo,x2', '081234500003,12,Citra,,Solo,x3']),
  );
  const preview = page.getByRole('table', { name: 'What the file holds' });
  await expect(preview.getByRole('row', { name: /\+6281234500001/ })).toBeVisible();
  await accessible(page);
  await page.getByLabel('other phone', { exact: true }).selectOption('Number');
  await expect(page.getByLabel('phone', { exact: true }), 'only one column holds the number').toHaveValue('attribute');
  await page.getByLabel('phone', { exact: true }).selectOption('Leave out');
  await page.getByLabel('depan').selectOption('First name');
  await page.getByLabel('belakang').selectOption('Last name');
  await page.getByLabel('kode').selectOption('Leave out');
  await expect(preview.getByRole('row', { name: /\+6281234500011/ })).toContainText('Ani Wulandari');
  await expect(preview.getByRole('row', { name: /\+6281234500011/ })).not.toContainText('x1');
  await expect(preview).toContainText('This number is too short.');
  await page.getByLabel('other phone', { exact: true }).selectOption('Leave out');
  await expect(page.getByText('Choose the column with the numbers.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start the import' })).toBeDisabled();
  await page.getByLabel('other phone', { exact: true }).selectOption('Number');

  await page.getByLabel('How did these people agree to hear from you?').selectOption('Something else …');
  await page.getByRole('button', { name: 'Start the import' }).click();
  await expect(page.getByLabel('What was it?')).toHaveAttribute('aria-invalid', 'true');
  await page.getByLabel('What was it?').fill('Stall at the fair');
  await accessible(page);
  await page.getByRole('button', { name: 'Start the import' }).click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByRole('table', { name: 'Rows that were refused' }), 'a reload shows the result again').toContainText('This number is too short.');
  await page.getByRole('button', { name: 'Another file' }).click();
  await expect(page.getByRole('table', { name: 'Earlier imports' })).toContainText('orders.csv');
  await accessible(page);

  await page.goto('/app/contacts');
  await page.getByRole('link', { name: 'Ani Wulandari' }).click();
  await expect(page.getByText('Stall at the fair')).toBeVisible();
  await expect(page.getByLabel('Value').first()).not.toHaveValue('x1');
});

test('a file without headings asks which column holds the numbers, on a phone in Indonesian', async ({ page, tenant, watch }) => {
  watch.expected.push(/status of 422/);
  await page.setViewportSize({ width: 360, height: 780 });
  await choose(page, { language: 'id', theme: 'dark' });
  await logIn(page, tenant, '/app/login');
  await page.goto('/app/contacts/import');
  await page.getByLabel('Pilih berkas').setInputFiles(file('aneh.csv', ['nama,kontak', 'Ani,belum ada', 'Budi,belum ada', 'Citra,081234500003']));
  await expect(page.getByText('Apa isi setiap kolom?')).toBeVisible();
  await page.getByLabel('kontak').selectOption('Nomor');
  await page.getByLabel('nama', { exact: true }).selectOption('Nama');
  await expect(page.getByRole('table', { name: 'Isi berkas' }).getByRole('row', { name: /\+6281234500003/ })).toContainText('Citra');
  await fits(page);
  await accessible(page);
});
