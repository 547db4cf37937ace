import type { Locator, Page, Response } from '@playwright/test';

import { choose, expect, fits, logIn, test } from './fixtures';
import { askAs, drafted, number } from './ready';

// Every form of the app, with what people paste by mistake and what some paste on purpose: what is wrong is told beside the field, which has
// the focus then, and everything typed stays. Signing up, contacts, campaigns and settings are in rubbish.spec.ts.
const RUBBISH = {
  nothing: '',
  'only spaces': '   ',
  '6,000 letters': 'ä'.repeat(6000),
  HTML: '<img src=x onerror="document.title=1">',
  emoji: '👩‍👩‍👧‍👦🇮🇩'.repeat(3),
  'text that runs backwards': 'نص من اليمين \u202e abc',
  'a NUL character': 'a\u0000b',
};

interface Form {
  /** What is around the form. */
  root: Locator;
  fields: string[];
  submit: string;
}

test.beforeEach(({ watch }) => void watch.expected.push(/status of (400|401|409|413|422|429)/));

/** Fills all fields with each kind of rubbish and sends; answers how many kinds were refused. `open` leads to the form, also from where an accepted one led. */
async function abuse(page: Page, open: () => Promise<Form>): Promise<number> {
  let refused = 0;
  let { root, fields, submit } = await open();
  for (const [name, rubbish] of Object.entries(RUBBISH)) {
    await test.step(name, async () => {
      for (const field of fields) await root.getByLabel(field, { exact: true }).fill(rubbish);
      const typed = await values(root, fields);
      const fault = root.locator('[aria-invalid=true]');
      await expect(fault, 'what is typed anew is not called wrong before it is sent').toHaveCount(0);
      const answers: Response[] = [];
      const listen = (response: Response) => void (response.request().method() !== 'GET' && !response.url().endsWith('/preview') && answers.push(response));
      page.on('response', listen);
      await root.getByRole('button', { name: submit, exact: true }).click();
      // Told without being asked, refused or accepted.
      await expect.poll(async () => answers.length > 0 || (await fault.count()) > 0, name).toBe(true);
      page.off('response', listen);
      if (answers.at(-1)?.ok()) {
        ({ root, fields, submit } = await open());
        return;
      }
      refused += 1;
      await expect(fault.or(root.getByRole('alert')).first(), `${name} is told`).toBeVisible();
      for (const one of await fault.all()) await expect(one).toHaveAccessibleDescription(/\S/);
      if ((await fault.count()) > 0) await expect(fault.first(), `${name}: the first field at fault has the focus`).toBeFocused();
      expect(await values(root, fields), `${name}: everything typed stays`).toEqual(typed);
      await expect(page).toHaveTitle(/Siar/);
      await expect(page.getByText('This page broke')).toHaveCount(0);
      await fits(page);
    });
  }
  return refused;
}

const values = (root: Locator, fields: string[]) => Promise.all(fields.map((field) => root.getByLabel(field, { exact: true }).inputValue()));

/** A dialog that one of the page's buttons opens; an accepted one closes. */
function dialogAt(page: Page, path: string, button: string, fields: string[], submit: string) {
  return async (): Promise<Form> => {
    await page.goto(path);
    await page.getByRole('button', { name: button, exact: true }).first().click();
    return { root: page.getByRole('dialog'), fields, submit };
  };
}

test('lists: their name, and numbers pasted into one', async ({ owner: page, tenant, request }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 780 });
  expect(await abuse(page, dialogAt(page, '/app/lists', 'New list', ['Name'], 'Save'))).toBeGreaterThan(2);
  const ask = await askAs(request, tenant);
  const { id } = await ask<{ id: string }>('POST', '/lists', { name: 'Neighbours' });
  expect(await abuse(page, dialogAt(page, `/app/lists/${id}`, 'Add numbers', ['Numbers'], 'Add them'))).toBeGreaterThan(0);
});

test('the register of numbers not to message', async ({ owner: page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  expect(await abuse(page, dialogAt(page, '/app/suppressions', 'Add numbers', ['Numbers'], 'Put on the register')), 'none of these is a number').toBe(Object.keys(RUBBISH).length);
});

test('templates', async ({ owner: page }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 780 });
  const refused = await abuse(page, async () => {
    await page.goto('/app/templates/new');
    return { root: page.getByRole('main'), fields: ['Name', 'Message'], submit: 'Save the template' };
  });
  expect(refused).toBeGreaterThan(3);
});

test('a person: details, a field, the reason of a block, the proof of an agreement', async ({ owner: page, tenant, request }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 780 });
  const ask = await askAs(request, tenant);
  let people = 0;
  const person = async () => (await ask<{ id: string }>('POST', '/contacts', { phone: number((people += 1)), name: 'Ani' })).id;
  const id = await person();
  const details = await abuse(page, async () => {
    await page.goto(`/app/contacts/${id}`);
    await page.getByRole('button', { name: 'Add a field' }).click();
    return { root: page.getByRole('main'), fields: ['Name', 'E-mail · optional', 'Tags · optional', 'Notes · optional'], submit: 'Save changes' };
  });
  expect(details).toBeGreaterThan(3);
  const at = async (button: string, field: string, submit: string) => dialogAt(page, `/app/contacts/${await person()}`, button, [field], submit)();
  expect(await abuse(page, () => at('Block', 'Why', 'Block'))).toBeGreaterThan(1);
  expect(await abuse(page, () => at('Note the agreement', 'Wording or proof · optional', 'Save'))).toBeGreaterThan(1);
});

test('the speed, also in the middle of a draft, which is not sent by it', async ({ owner: page }) => {
  test.slow();
  const fields = ['Shortest wait between two messages, seconds', 'Longest wait between two messages, seconds', 'Most messages in an hour', 'Most messages in 24 hours'];
  await page.goto('/app/campaigns/new');
  await page.getByLabel('Message').fill('Halo');
  const refused = await abuse(page, async () => {
    await page.getByRole('button', { name: 'Change the speed' }).click();
    return { root: page.getByRole('dialog'), fields, submit: 'Save' };
  });
  expect(refused, 'none of these is a speed').toBe(Object.keys(RUBBISH).length);
  const dialog = page.getByRole('dialog');
  for (const [field, value] of fields.map((field, at) => [field, ['9', '3', '10', '20'][at] ?? ''] as const)) await dialog.getByLabel(field).fill(value);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel(fields[1] ?? ''), 'crossed waits are told beside the longer one').toBeFocused();
  await dialog.getByLabel(fields[1] ?? '').fill('15');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('One message every 9 to 15 seconds, at most 10 an hour and 20 a day.')).toBeVisible();
  await expect(page, 'the draft was neither sent nor reloaded').toHaveURL(/\/app\/campaigns\/new$/);
  await expect(page.getByLabel('Message')).toHaveValue('Halo');
});

test('a start without a time', async ({ owner: page, tenant, request }) => {
  const id = await drafted(await askAs(request, tenant), 'Later', 1);
  await page.goto(`/app/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start later' }).click();
  const at = page.getByRole('dialog').getByLabel('Day and time');
  await at.fill('');
  await page.getByRole('dialog').getByRole('button', { name: 'Schedule' }).click();
  await expect(at).toBeFocused();
  await expect(at).toHaveAccessibleDescription(/required/);
});

test('numbers of a draft that are none are told with what was typed', async ({ owner: page }) => {
  await page.goto('/app/campaigns/new');
  await page.getByLabel('Message').fill('Halo');
  await page.getByLabel('Name', { exact: true }).fill('Wrong');
  await page.getByRole('button', { name: 'Save and check' }).click();
  const numbers = page.getByLabel('Numbers');
  await expect(numbers).toBeFocused();
  await expect(numbers).toHaveAccessibleDescription(/Tick a list, or enter at least one number\.$/);
  await numbers.fill('081234500001\nBudi\n12');
  await expect(numbers, 'what is being mended is not called wrong').not.toHaveAttribute('aria-invalid');
  await page.getByRole('button', { name: 'Save and check' }).click();
  await expect(numbers).toBeFocused();
  await expect(numbers).toHaveAccessibleDescription(/Budi: This is not a phone number\./);
  await expect(numbers).toHaveValue('081234500001\nBudi\n12');
});

test('an import: the name of its list and how the people agreed', async ({ owner: page }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 780 });
  const refused = await abuse(page, async () => {
    await page.goto('/app/contacts/import');
    await page.getByLabel('Choose a file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from('phone,name\n081234500001,Ani\n') });
    await page.getByLabel('Into the list').selectOption('A new list …');
    await page.getByLabel('How did these people agree to hear from you?').selectOption('Something else …');
    return { root: page.getByRole('main'), fields: ['Name of the new list', 'What was it?'], submit: 'Start the import' };
  });
  expect(refused).toBeGreaterThan(1);
});

test('the account: the business, its stop words, the password', async ({ owner: page }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 780 });
  const at = (fields: string[], submit: string) => async (): Promise<Form> => {
    await page.goto('/app/account');
    await expect(page.getByLabel('Words that mean “stop”')).toBeVisible();
    return { root: page.getByRole('main'), fields, submit };
  };
  expect(await abuse(page, at(['Name', 'Words that mean “stop”'], 'Save'))).toBeGreaterThan(3);
  expect(await abuse(page, at(['Present password', 'New password'], 'Change the password')), 'none is the password').toBe(Object.keys(RUBBISH).length);
});

test('an invitation', async ({ owner: page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  const refused = await abuse(page, dialogAt(page, '/app/team', 'Invite somebody', ['E-mail'], 'Invite'));
  expect(refused, 'none of these is an address').toBe(Object.keys(RUBBISH).length);
});

test('logging in, a forgotten password, a new one', async ({ page }) => {
  test.slow();
  await page.setViewportSize({ width: 360, height: 780 });
  const at = (path: string, fields: string[], submit: string) => async (): Promise<Form> => {
    await page.goto(path);
    return { root: page.locator('body'), fields, submit };
  };
  const all = Object.keys(RUBBISH).length;
  expect(await abuse(page, at('/app/login', ['E-mail', 'Password'], 'Log in'))).toBe(all);
  expect(await abuse(page, at('/app/forgot-password', ['E-mail'], 'Send the link')), 'whether somebody has an address is not told').toBeGreaterThan(0);
  expect(await abuse(page, at('/app/reset-password#token=x', ['New password'], 'Set the password'))).toBe(all);
});

test('names that are taken are told beside the name', async ({ page, tenant, request }) => {
  const ask = await askAs(request, tenant);
  await ask('POST', '/lists', { name: 'Neighbours' });
  await ask('POST', '/templates', { name: 'Weekend', body: 'Halo' });
  await choose(page, { language: 'id', theme: 'light' });
  await page.goto('/app/signup');
  await page.getByLabel('Nama usaha').fill('Toko');
  await page.getByLabel('Nama Anda').fill('Sari');
  await page.getByLabel('Email').fill(tenant.email);
  await page.getByLabel('Kata sandi', { exact: true }).fill(tenant.password);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Buat akun' }).click();
  await expect(page.getByLabel('Email')).toBeFocused();
  await expect(page.getByLabel('Email')).toHaveAccessibleDescription('Alamat ini sudah terdaftar.');
  await logIn(page, tenant, '/app/login');

  await page.goto('/app/lists');
  await page.getByRole('button', { name: 'Buat daftar' }).click();
  const list = page.getByRole('dialog').getByLabel('Nama');
  await list.fill('Neighbours');
  await page.getByRole('button', { name: 'Simpan' }).click();
  await expect(list).toBeFocused();
  await expect(list).toHaveAccessibleDescription('Nama ini sudah dipakai.');

  await page.goto('/app/templates/new');
  await page.getByLabel('Nama', { exact: true }).fill('Weekend');
  await page.getByLabel('Pesan', { exact: true }).fill('Halo');
  await page.getByRole('button', { name: 'Simpan templat' }).click();
  await expect(page.getByLabel('Nama', { exact: true })).toBeFocused();
  await expect(page.getByLabel('Nama', { exact: true })).toHaveAccessibleDescription(/Nama ini sudah dipakai\.$/);
});
