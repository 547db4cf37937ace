import type { Locator, Page } from '@playwright/test';

import { accessible, choose, expect, fits, test } from './fixtures';
import { askAs, drafted } from './ready';

// What people paste by mistake, and what some paste on purpose. It is told beside the field or taken as the text it is; nothing breaks.
const LONG = 'ä'.repeat(6000);
const NASTY = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
const EMOJI = '👩‍👩‍👧‍👦🇮🇩'.repeat(3);
const BACKWARDS = 'نص من اليمين إلى اليسار \u202e abc';

test.beforeEach(({ watch }) => void watch.expected.push(/status of (400|401|409|413|422|429)/));

/** The page lives, nothing was run, and it is no wider than the screen. */
async function unharmed(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/Siar/);
  await expect(page.getByText('This page broke')).toHaveCount(0);
  await fits(page);
}

/** It is told: beside a field, or above the form where the server could not even read it. */
async function told(form: Page | Locator): Promise<void> {
  await expect(form.locator('[aria-invalid=true]').or(form.getByRole('alert')).first()).toBeVisible();
  for (const field of await form.locator('[aria-invalid=true]').all()) await expect(field).toHaveAccessibleDescription(/\S/);
}

for (const [name, rubbish] of [
  ['6,000 letters', LONG],
  ['HTML', NASTY],
  ['emoji', EMOJI],
  ['text that runs backwards', BACKWARDS],
  ['only spaces', '   '],
  ['a NUL character', '\u0000'],
] as const) {
  test(`signing up with ${name}`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto('/app/signup');
    for (const label of ['Name of the business', 'Your name', 'E-mail']) await page.getByLabel(label).fill(rubbish);
    await page.getByLabel('Password', { exact: true }).fill(rubbish);
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Create the account' }).click();
    await told(page);
    await unharmed(page);
    await accessible(page);
  });

  test(`a contact called ${name}`, async ({ owner: page }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto('/app/contacts');
    await page.getByRole('button', { name: 'Add a contact' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add a contact' });
    await dialog.getByLabel('Number').fill(rubbish);
    await dialog.getByLabel('Name').fill(rubbish);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await told(dialog);
    await unharmed(page);
    await dialog.getByLabel('Number').fill('0812 3456 7890');
    await dialog.getByRole('button', { name: 'Save' }).click();
    // Either it is a name, or it is told beside it.
    const refused = dialog.locator('input[name=name][aria-invalid=true]').or(dialog.getByRole('alert'));
    await expect(refused.or(page.getByText('+6281234567890')).first()).toBeVisible();
    await unharmed(page);
    if (await dialog.isVisible()) await dialog.getByRole('button', { name: 'Cancel' }).click();
    // Where nobody is, nobody is searched for.
    if (await page.getByText('No contacts yet').isVisible()) return;
    await page.getByLabel('Search by name or number').fill(rubbish);
    await expect(page.getByText('Nobody is called so, and no number begins so.').or(page.getByText('+6281234567890').last()).or(page.getByRole('main').getByRole('alert'))).toBeVisible();
    await unharmed(page);
  });

  test(`a campaign with ${name}`, async ({ owner: page }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto('/app/campaigns/new');
    for (const label of ['Numbers', 'Message']) await page.getByLabel(label).fill(rubbish);
    await page.getByLabel('Name', { exact: true }).fill(rubbish);
    await page.getByRole('checkbox', { name: /agreement is noted/ }).uncheck();
    await page.getByRole('button', { name: 'Save and check' }).click();
    await expect(page.locator('[aria-invalid=true]').or(page.getByRole('heading', { name: 'Check before the start' })).or(page.getByRole('main').getByRole('alert')).first()).toBeVisible();
    await unharmed(page);
  });

  test(`settings with ${name}`, async ({ owner: page }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto('/app/account');
    const name = page.getByLabel('Name', { exact: true });
    await name.fill(rubbish);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(name.and(page.locator('[aria-invalid=true]')).or(page.getByText('The settings are saved.')).or(page.getByRole('main').getByRole('alert')).first()).toBeVisible();
    await unharmed(page);
  });
}

test('a template language that is wrong is told beside the text', async ({ owner: page }) => {
  await page.goto('/app/campaigns/new');
  await page.getByLabel('Numbers').fill('081234500001\nnot a number\n12');
  await page.getByLabel('Message').fill('Halo {{ name | default(');
  await page.getByLabel('Name', { exact: true }).fill('Wrong');
  await page.getByRole('button', { name: 'Save and check' }).click();
  await expect(page.getByLabel('Message')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Message')).toHaveAccessibleDescription(/\S/);
  await unharmed(page);
});

for (const [what, content] of [
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0, 0xff, 0xfe])],
  ['nothing', Buffer.alloc(0)],
  ['only a heading', Buffer.from('phone_number,name\n')],
  ['no numbers at all', Buffer.from('a,b,c\nx,y,z\n')],
  ['one endless line', Buffer.from('x'.repeat(200_000))],
  ['HTML', Buffer.from(`phone_number,first_name\n081234500001,"${NASTY.replaceAll('"', '""')}"\n`)],
] as const) {
  test(`a file that holds ${what}`, async ({ owner: page }) => {
    await page.goto('/app/contacts/import');
    await page.getByLabel('Choose a file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: content });
    await expect(page.getByRole('main').getByRole('alert').or(page.getByRole('button', { name: 'Start the import' })).first()).toBeVisible();
    await unharmed(page);
    const start = page.getByRole('button', { name: 'Start the import' });
    if (await start.isVisible()) {
      await start.click();
      await expect(page.getByText(/^(Done|Failed)$/).or(page.getByRole('main').getByRole('alert')).first()).toBeVisible({ timeout: 30_000 });
      await unharmed(page);
    }
  });
}

test('addresses that lead nowhere', async ({ owner: page, tenant, request, watch }) => {
  watch.expected.push(/status of 404/);
  const ask = await askAs(request, tenant);
  await drafted(ask, NASTY.slice(0, 60), 1);
  await choose(page, { language: 'en', theme: 'light' });
  for (const address of ['campaigns/nothing', 'campaigns/00000000-0000-0000-0000-000000000000', 'campaigns/00000000-0000-0000-0000-000000000000/edit', 'campaigns?state=nonsense', 'contacts?search=%22%3C', 'no/such/page']) {
    await page.goto(`/app/${address}`);
    await expect(page.getByRole('heading', { level: 1 }).or(page.getByRole('heading', { name: 'There is no such page' })).first(), address).toBeVisible();
    await page.waitForLoadState('networkidle');
    await unharmed(page);
  }
});
