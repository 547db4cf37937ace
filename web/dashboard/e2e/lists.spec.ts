import { accessible, choose, expect, fits, logIn, test } from './fixtures';

test('a list is made, filled by pasted numbers, shortened, renamed and deleted with its people', async ({ owner: page, watch }) => {
  watch.expected.push(/status of 4(22|09)/);
  await page.goto('/app/lists');
  await page.getByRole('button', { name: 'New list' }).first().click();
  await page.getByRole('button', { name: 'Save' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await expect(name, 'a name is asked for beside the field').toHaveAttribute('aria-invalid', 'true');
  await accessible(page);
  await name.fill('Neighbours');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody is in this list yet' })).toBeVisible();

  await page.getByRole('button', { name: 'Add numbers' }).click();
  await page.getByRole('button', { name: 'Add them' }).click();
  await expect(page.getByRole('textbox', { name: 'Numbers' }), 'nothing pasted is told beside the field').toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('textbox', { name: 'Numbers' }).fill('0812 3450 0001\n081234500002, 081234500003\n12\n081234500002\nBudi');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Add numbers' }).click();
  await page.getByLabel('How did these people agree to hear from you?').selectOption('In a chat');
  await page.getByRole('button', { name: 'Add them' }).click();
  const rejects = page.getByRole('table', { name: 'What is no number' });
  await expect(rejects.getByRole('row', { name: /^3/ })).toContainText('This number is too short.');
  await expect(rejects.getByRole('row', { name: /^5/ })).toContainText('Budi');
  const answer = page.getByRole('dialog');
  await expect(answer.getByText('New contacts').locator('..')).toContainText('3');
  await expect(answer.getByText('Repeated').locator('..')).toContainText('1');
  await accessible(page);
  await page.getByRole('button', { name: 'Done' }).click();

  const people = page.getByRole('table', { name: 'People' });
  await expect(people.getByRole('row')).toHaveCount(4);
  await expect(people.getByText('Agreed')).toHaveCount(3);
  await page.getByRole('button', { name: 'Take out of the list: +6281234500002' }).click();
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Take out of the list' }).click();
  await expect(people.getByRole('row')).toHaveCount(3);
  await expect(page.getByText('2 people')).toBeVisible();
  await page.getByLabel('Search by name or number').fill('08123450000 3');
  await expect(people.getByRole('row')).toHaveCount(2);
  await page.getByLabel('Search by name or number').fill('zzz');
  await expect(page.getByText('Nobody in this list is called so')).toBeVisible();

  await page.getByRole('link', { name: 'Start a campaign' }).click();
  await expect(page.getByRole('checkbox', { name: 'Neighbours' }), 'the list is ticked already').toBeChecked();

  await page.getByRole('link', { name: 'Lists' }).first().click();
  await page.getByRole('button', { name: 'Rename: Neighbours' }).click();
  await name.fill('Friends');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('link', { name: 'Friends' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete: Friends' }).click();
  await expect(page.getByText('Its people stay in your contacts')).toBeVisible();
  await page.getByRole('checkbox', { name: 'Delete its 2 contacts too' }).check();
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'No lists yet' })).toBeVisible();
  await page.getByRole('link', { name: 'Contacts' }).first().click();
  // Who was taken out before stays.
  await expect(page.getByRole('table', { name: 'Contacts' }).getByRole('rowheader')).toHaveCount(1);
});

test('a list fits a phone, in Indonesian and dark', async ({ page, tenant }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await choose(page, { language: 'id', theme: 'dark' });
  await logIn(page, tenant, '/app/login');
  await page.goto('/app/lists');
  await page.getByRole('button', { name: 'Buat daftar' }).first().click();
  await page.getByLabel('Nama', { exact: true }).fill('Pelanggan setia toko cabang Kebayoran Baru');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await page.getByRole('button', { name: 'Tambah nomor' }).click();
  await page.getByRole('textbox', { name: 'Nomor' }).fill('081234500001\n12');
  await page.getByRole('button', { name: 'Tambahkan' }).click();
  await expect(page.getByText('Nomor ini terlalu pendek.')).toBeVisible();
  await fits(page);
  await accessible(page);
  await page.getByRole('button', { name: 'Selesai' }).click();
  await expect(page.getByRole('table', { name: 'Orang' })).toContainText('+6281234500001');
  await fits(page);
  await accessible(page);
});
