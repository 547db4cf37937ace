import { ADMIN, accessible, choose, expect, fits, logIn, test } from './fixtures';

test('a customer is found, suspended for a reason and made active again', async ({ admin: page, tenant, browser, watch }) => {
  watch.expected.push(/status of (422|404)/);
  await page.goto('/admin/customers');
  await page.getByLabel('Find').fill('nobody has this name');
  await expect(page.getByText('There is no such customer.')).toBeVisible();
  await page.getByLabel('Find').fill(tenant.company.toLowerCase());
  await page.getByRole('link', { name: tenant.company }).click();
  await expect(page.getByRole('heading', { level: 1, name: tenant.company })).toBeVisible();
  await accessible(page);

  const theirs = await (await browser.newContext({ baseURL: process.env['SIAR_E2E_URL'] ?? '' })).newPage();
  await logIn(theirs, tenant, '/app/login');
  const work = () => theirs.evaluate(async () => (await fetch('/api/v1/tenant')).status);
  expect(await work()).toBe(200);

  await page.getByRole('button', { name: 'Suspend' }).click();
  const dialog = page.getByRole('dialog', { name: `Suspend ${tenant.company}?` });
  await expect(dialog).toContainText('Running campaigns pause');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await expect(dialog.getByLabel('Reason')).toHaveAttribute('aria-invalid', 'true');
  await accessible(page);
  await dialog.getByLabel('Reason').fill('unpaid since May');
  await dialog.getByRole('button', { name: 'Suspend' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('unpaid since May')).toBeVisible();
  expect(await work()).toBe(403);
  await accessible(page);

  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.getByText('unpaid since May')).toHaveCount(0);
  expect(await work()).toBe(200);
  await theirs.context().close();

  await page.goto('/admin/customers/01a00000-0000-7000-8000-000000000001');
  await expect(page.getByRole('alert')).toHaveText('It does not exist, or it is gone.');
});

test('a package is made, changed, refused where it is wrong, and given to a customer', async ({ admin: page, tenant, watch }) => {
  watch.expected.push(/status of (422|409)/);
  const name = `Harbour ${tenant.company}`;
  await page.goto('/admin/packages');
  await page.getByRole('button', { name: 'New package' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByLabel('Price')).toHaveAccessibleDescription(/As 99000 or 99000\.50\.$/);
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Price').fill('120000');
  await dialog.getByLabel('Messages a month').fill('many');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel('Messages a month')).toHaveAccessibleDescription(/Digits only/);
  await expect(dialog.getByLabel('Messages a month'), 'what was typed is kept').toHaveValue('many');
  await accessible(page);
  await dialog.getByLabel('Messages a month').fill('4000');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const row = page.getByRole('row', { name });
  await expect(row).toContainText('4,000');
  await expect(row).toContainText('unlimited');
  await accessible(page);

  await row.getByRole('button', { name: /^Edit/ }).click();
  await dialog.getByLabel('Messages a day').fill('250');
  await dialog.getByLabel('Name').fill('Basic');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel('Name')).toHaveAccessibleDescription('There is a package of this name already.');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText('250');

  await page.goto('/admin/customers');
  await page.getByLabel('Find').fill(tenant.company);
  await page.getByRole('link', { name: tenant.company }).click();
  await expect(page.getByText('No package', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Assign a package' }).click();
  await dialog.getByLabel('For how many months').fill('99');
  await dialog.getByRole('button', { name: 'Assign a package' }).click();
  await expect(dialog.getByLabel('Which package')).toHaveAccessibleDescription('Choose a package.');
  await dialog.getByLabel('Which package').selectOption({ label: `${name} · IDR 120,000` });
  await dialog.getByRole('button', { name: 'Assign a package' }).click();
  await expect(dialog.getByLabel('For how many months')).toHaveAccessibleDescription(/1 to 36\.$/);
  await accessible(page);
  await dialog.getByLabel('For how many months').fill('3');
  await dialog.getByRole('button', { name: 'Assign a package' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('heading', { name: `Package · ${name}` })).toBeVisible();
  await expect(page.getByText('0 of 4,000 messages used · at most 250 a day')).toBeVisible();
  await expect(page.getByText('Stopped', { exact: true }), 'how its connection is').toBeVisible();

  // What is no longer sold stays with those who have it, and is offered to nobody.
  await page.goto('/admin/packages');
  await row.getByRole('button', { name: /^Edit/ }).click();
  await dialog.getByLabel('Available').uncheck();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText('Not sold');
  await page.goto('/admin/customers');
  await page.getByLabel('Find').fill(tenant.company);
  await page.getByRole('link', { name: tenant.company }).click();
  await expect(page.getByRole('heading', { name: `Package · ${name}` })).toBeVisible();
  await page.getByRole('button', { name: 'Assign a package' }).click();
  await expect(dialog.getByRole('option', { name: /^Basic/ })).toBeAttached();
  await expect(dialog.getByRole('option', { name })).toHaveCount(0);
});

test('a customer’s page fits a phone in Indonesian, in the dark', async ({ page, tenant }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await choose(page, { language: 'id', theme: 'dark' });
  await logIn(page, ADMIN, '/admin/login');
  await page.goto('/admin/customers');
  await page.getByLabel('Cari').fill(tenant.company);
  await page.getByRole('link', { name: tenant.company }).click();
  await expect(page.getByText('Tanpa paket', { exact: true })).toBeVisible();
  await fits(page);
  await accessible(page);
  await page.getByRole('button', { name: 'Berikan paket' }).click();
  await fits(page);
  await accessible(page);
});
