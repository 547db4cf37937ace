import { randomInt } from 'node:crypto';

import type { APIRequestContext, Browser, Page } from '@playwright/test';

import { OF_ROLE } from '../src/app/team/rights';
import { authenticator } from './authenticator';
import { accessible, choose, emailedLink, emails, expect, fits, logIn, test } from './fixtures';
import { askAs, type Ask } from './ready';

test.beforeEach(({ watch }) => void watch.expected.push(/status of (401|403|404|409|422)/));

const PHONE = { width: 360, height: 740 };
const PASSWORD = 'nine brave kettles';

const address = (name: string) => `${name}.${Date.now().toString(36)}${randomInt(1e6).toString(36)}@e2e.siar.test`;

/** A link from an e-mail, on the pages that are tried. */
async function open(page: Page, link: string): Promise<void> {
  const { pathname, hash } = new URL(link);
  // Another fragment alone does not load a page anew.
  await page.goto('about:blank');
  await page.goto(pathname + hash);
}

/** Somebody who accepted an invitation, over the API. */
async function joined(request: APIRequestContext, ask: Ask, name: string, role: string): Promise<{ id: string; email: string; password: string }> {
  const email = address(role);
  await ask('POST', '/team/invitations', { email, role });
  const token = (await emailedLink(email)).split('#token=')[1];
  const response = await request.post('/api/v1/auth/invitation/accept', { data: { token, name, password: PASSWORD } });
  expect(response.status()).toBe(201);
  return { id: (await response.json()).data.user_id, email, password: PASSWORD };
}

async function device(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ viewport: PHONE });
  return context.newPage();
}

const row = (page: Page, name: string) => page.getByRole('table').getByRole('row').filter({ hasText: name });

/** Opens somebody's menu and chooses from it. */
async function pick(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole('button', { name: `Change: ${name}` }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('the owner invites somebody, who joins by the e-mail’s link and works until the owner changes it', async ({ owner: page, browser, tenant }) => {
  test.slow();
  const email = address('budi');
  await page.goto('/app/');
  await page.getByRole('link', { name: 'Team' }).click();
  await expect(page.getByRole('heading', { name: 'Nobody here but you' })).toBeVisible();
  await expect(row(page, tenant.email)).toContainText('You');
  await expect(page.getByRole('button', { name: /^Change: / }), 'nobody changes their own account').toHaveCount(0);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  const submit = dialog.getByRole('button', { name: 'Invite', exact: true });
  await submit.click();
  await expect(dialog.getByLabel('E-mail', { exact: true })).toBeFocused();
  await expect(dialog.getByLabel('E-mail', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByRole('radio', { name: 'Operator' })).toBeChecked();
  await expect(dialog.getByLabel('Language of the e-mail')).toHaveValue('en');
  await accessible(page);
  await dialog.getByLabel('E-mail', { exact: true }).fill(tenant.email);
  await submit.click();
  await expect(dialog.getByLabel('E-mail', { exact: true })).toHaveAccessibleDescription('Somebody has registered with this address already.');
  await dialog.getByLabel('E-mail', { exact: true }).fill(email);
  const sent: number[] = [];
  page.on('response', (response) => response.request().method() === 'POST' && response.url().endsWith('/team/invitations') && sent.push(response.status()));
  await submit.dblclick();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText('Operator · Sent ');
  await expect(page.getByText('Valid until ')).toBeVisible();
  const link = await emailedLink(email);
  expect(sent, 'a double click invites once').toEqual([201]);
  await accessible(page);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await dialog.getByLabel('E-mail', { exact: true }).fill(email);
  await submit.click();
  await expect(dialog.getByLabel('E-mail', { exact: true })).toHaveAccessibleDescription('This address is invited already. Send the invitation again from the list.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  const budi = await device(browser);
  await open(budi, link);
  await expect(budi.getByText(`Sari Wulandari invites you to the team of ${tenant.company}.`)).toBeVisible();
  await expect(budi.getByText('Your role: Operator.')).toBeVisible();
  await expect(budi.getByLabel('E-mail')).toHaveValue(email);
  await budi.getByRole('button', { name: 'Join the team' }).click();
  await expect(budi.getByLabel('Your name')).toBeFocused();
  await fits(budi);
  await accessible(budi);
  await budi.getByLabel('Your name').fill('Budi');
  await budi.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await budi.getByRole('button', { name: 'Join the team' }).click();
  await expect(budi.getByRole('heading', { name: 'Hello, Budi' })).toBeVisible();
  await expect(budi.getByText('Confirm your e-mail address'), 'the link came by e-mail: the address is confirmed').toHaveCount(0);
  await budi.goto('/app/contacts');
  const add = budi.getByRole('button', { name: 'Add a contact' });
  await expect(add.first(), 'an operator works on contacts').toBeVisible();
  await budi.goto('/app/team');
  await expect(row(budi, 'Budi')).toContainText('You');
  await expect(row(budi, tenant.email)).toBeVisible();
  await expect(budi.getByRole('button', { name: /^(Change|Invite)/ }), 'an operator changes nobody').toHaveCount(0);
  await fits(budi);

  await page.reload();
  await expect(row(page, 'Budi')).toContainText('Operator');
  await expect(page.getByRole('heading', { name: 'Invitations' })).toHaveCount(0);
  await pick(page, 'Budi', 'Role and permissions');
  const rights = page.getByRole('dialog', { name: 'What may Budi do?' });
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Change: Budi' }), 'the focus comes back').toBeFocused();
  await pick(page, 'Budi', 'Role and permissions');
  await expect(rights.getByRole('radio', { name: 'Operator' })).toBeChecked();
  await rights.getByRole('radio', { name: 'Viewer' }).check();
  await rights.getByRole('checkbox', { name: 'Write and change templates' }).check();
  await rights.getByText('Comes with the role').click();
  await expect(rights.getByText('See contacts and lists')).toBeVisible();
  await rights.getByRole('button', { name: 'Save' }).click();
  await expect(rights).toBeHidden();
  await expect(row(page, 'Budi')).toContainText('Viewer');
  await expect(row(page, 'Budi')).toContainText('+ Write and change templates');
  await budi.goto('/app/contacts');
  await expect(budi.getByText('No contacts yet')).toBeVisible();
  await expect(add).toHaveCount(0);
  await budi.goto('/app/templates');
  await expect(budi.getByRole('link', { name: 'New template' }).first()).toBeVisible();

  await pick(page, 'Budi', 'Deactivate');
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(row(page, 'Budi')).toContainText('Deactivated');
  await budi.getByRole('navigation').getByRole('link', { name: 'Contacts' }).last().click();
  const again = budi.getByRole('dialog', { name: 'Log in again' });
  await expect(again, 'the open page is of no use any more').toBeVisible();
  const tryAgain = async () => {
    await again.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await again.getByRole('button', { name: 'Log in', exact: true }).click();
  };
  await tryAgain();
  await expect(again.getByRole('alert')).toHaveText('The address or the password is wrong.');
  await pick(page, 'Budi', 'Activate');
  await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
  await expect(row(page, 'Budi')).not.toContainText('Deactivated');
  await tryAgain();
  await expect(again).toBeHidden();

  await pick(page, 'Budi', 'Remove');
  await expect(page.getByRole('dialog')).toContainText('Their log-ins end at once');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row(page, 'Budi')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Nobody here but you' })).toBeVisible();
  await budi.reload();
  await expect(budi.getByRole('heading', { name: 'Log in', exact: true })).toBeVisible();
  await budi.context().close();
});

test('on a phone, in Indonesian: an invitation is sent again and withdrawn, and its links are void', async ({ page, browser, tenant, request }) => {
  await joined(request, await askAs(request, tenant), 'W'.repeat(200), 'viewer');
  await page.setViewportSize(PHONE);
  await choose(page, { language: 'id', theme: 'dark' });
  await logIn(page, tenant, '/app/login');
  const email = address('seseorang-dengan-alamat-yang-panjang-sekali');
  await page.goto('/app/');
  await page.getByRole('button', { name: 'Lainnya' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Tim' }).click();
  await page.getByRole('button', { name: 'Undang orang' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undang orang' });
  await dialog.getByLabel('Email', { exact: true }).fill(email);
  await dialog.getByRole('radio', { name: 'Pembaca' }).check();
  await expect(dialog.getByLabel('Bahasa email')).toHaveValue('id');
  await fits(page);
  await accessible(page);
  await dialog.getByRole('button', { name: 'Undang', exact: true }).click();
  await expect(page.getByText('Berlaku sampai ')).toBeVisible();
  await fits(page);
  await accessible(page);
  const [first] = await emails(email);
  expect(first?.text, 'the e-mail is in the language of the page').toContain('mengundang Anda');
  const old = await emailedLink(email);
  await page.getByRole('button', { name: `Kirim lagi: ${email}` }).click();
  await expect(page.getByText(`Dikirim lagi ke ${email}`)).toBeVisible();
  const link = await emailedLink(email, 2);
  expect(link).not.toBe(old);

  const invited = await device(browser);
  await choose(invited, { language: 'id', theme: 'light' });
  await open(invited, old);
  await expect(invited.getByText('Undangan ini sudah tidak berlaku.')).toBeVisible();
  await fits(invited);
  await accessible(invited);
  await open(invited, link);
  await expect(invited.getByText(`Sari Wulandari mengundang Anda ke tim ${tenant.company}.`)).toBeVisible();
  await fits(invited);

  await page.getByRole('button', { name: `Batalkan: ${email}` }).click();
  await fits(page);
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Batalkan' }).click();
  await expect(page.getByText(email)).toHaveCount(0);
  // The form was open already.
  await invited.getByLabel('Nama Anda').fill('Budi');
  await invited.getByLabel('Kata sandi', { exact: true }).fill(PASSWORD);
  await invited.getByRole('button', { name: 'Gabung ke tim' }).click();
  await expect(invited.getByRole('alert')).toContainText('sudah tidak berlaku');
  await open(invited, link.replace(/#.*/, ''));
  await expect(invited.getByText('Tautan ini tidak lengkap.')).toBeVisible();
  await invited.getByRole('link', { name: 'Masuk' }).click();
  await expect(invited.getByRole('heading', { name: 'Masuk', exact: true })).toBeVisible();
  await invited.context().close();
});

test('who joined but cannot be logged in just then is led to the log-in', async ({ page, tenant, request, watch }) => {
  const ask = await askAs(request, tenant);
  const email = address('budi');
  await ask('POST', '/team/invitations', { email, role: 'viewer' });
  watch.expected.push(/ERR_FAILED/);
  await page.route('**/api/v1/auth/login', (route) => route.abort());
  await open(page, await emailedLink(email));
  await page.getByLabel('Your name').fill('Budi');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Join the team' }).click();
  await expect(page.getByText('Your account is ready. You only have to log in.')).toBeVisible();
  await accessible(page);
  await page.unroute('**/api/v1/auth/login');
  await page.getByRole('link', { name: 'Log in' }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { name: 'Hello, Budi' })).toBeVisible();
});

/** Turns two-factor on; answers the recovery codes. */
async function secured(ask: Ask, password: string): Promise<string[]> {
  const { secret } = await ask<{ secret: string }>('POST', '/auth/second-factor/set-up', { password });
  return (await ask<{ codes: string[] }>('POST', '/auth/second-factor/enable', { code: await authenticator(secret)() })).codes;
}

test('somebody who lost the phone gets in again, and the business is handed over', async ({ owner: page, tenant, request }) => {
  const ask = await askAs(request, tenant);
  const ani = await joined(request, ask, 'Ani', 'supervisor');
  await secured(await askAs(request, ani), PASSWORD);
  const codes = await secured(ask, tenant.password);
  await page.goto('/app/team');
  await expect(row(page, 'Ani')).toContainText('Two-factor on');
  await pick(page, 'Ani', 'Turn off two-factor');
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Turn off two-factor' }).click();
  await expect(row(page, 'Ani')).not.toContainText('Two-factor on');
  await askAs(request, ani);

  await pick(page, 'Ani', 'Make owner');
  const dialog = page.getByRole('dialog', { name: 'Make Ani the owner?' });
  await expect(dialog.getByText('You become supervisor')).toBeVisible();
  await accessible(page);
  await dialog.getByLabel('Your password').fill('not this one');
  await dialog.getByLabel('Code').fill('1');
  await dialog.getByRole('button', { name: 'Make owner' }).click();
  await expect(dialog.getByLabel('Your password')).toBeFocused();
  await expect(dialog.getByLabel('Your password')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Your password').fill(tenant.password);
  await dialog.getByRole('button', { name: 'Make owner' }).click();
  await expect(dialog.getByLabel('Code')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Code').fill(codes[0] ?? '');
  await dialog.getByRole('button', { name: 'Make owner' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(page, 'Ani')).toContainText('Owner');
  await expect(row(page, tenant.email)).toContainText('Supervisor');
  await expect(page.getByRole('button', { name: /^(Change|Invite)/ }), 'the page knows at once what one may still do').toHaveCount(0);
});

test('who may manage the team without owning the business reaches nobody above', async ({ page, tenant, request, browser }) => {
  const ask = await askAs(request, tenant);
  const [manager] = [await joined(request, ask, 'Mira', 'operator'), await joined(request, ask, 'Sinta', 'supervisor'), await joined(request, ask, 'Vina', 'viewer')];
  await ask('PATCH', `/team/members/${manager.id}`, { permissions: ['team.manage'] });
  await logIn(page, manager, '/app/login');
  await page.goto('/app/team');
  await expect(page.getByRole('button', { name: /^Change: / })).toHaveCount(1);
  await pick(page, 'Vina', 'Role and permissions');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('radio')).toHaveCount(2);
  await dialog.getByRole('checkbox', { name: 'Prepare campaigns' }).check();
  await expect(dialog.getByRole('checkbox')).toHaveCount(3);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(row(page, 'Vina')).toContainText('+ Prepare campaigns');

  // Somebody removed her meanwhile in another place.
  const elsewhere = await device(browser);
  await logIn(elsewhere, tenant, '/app/login');
  await elsewhere.goto('/app/team');
  await pick(elsewhere, 'Vina', 'Remove');
  await elsewhere.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row(elsewhere, 'Vina')).toHaveCount(0);
  await elsewhere.context().close();
  await pick(page, 'Vina', 'Deactivate');
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText('It does not exist, or it is gone.');
});

test('what the page says of a role is what the server lets it do', async ({ tenant, request }) => {
  const ask = await askAs(request, tenant);
  const budi = await joined(request, ask, 'Budi', 'viewer');
  const budiAsks = await askAs(request, budi);
  const holds = async (asks: Ask, role: keyof typeof OF_ROLE) => {
    const { permissions } = await asks<{ permissions: string[] }>('GET', '/auth/me');
    expect(permissions.toSorted(), role).toEqual(OF_ROLE[role].toSorted());
  };
  for (const role of ['viewer', 'operator', 'supervisor'] as const) {
    await ask('PATCH', `/team/members/${budi.id}`, { role });
    await holds(budiAsks, role);
  }
  // Nobody is made owner so: the ownership is handed over.
  await holds(ask, 'owner');
});
