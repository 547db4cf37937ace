import { randomInt } from 'node:crypto';

import type { Page } from '@playwright/test';

import { ADMIN, accessible, choose, emailedLink, emails, expect, fits, logIn, test } from './fixtures';

test.beforeEach(({ watch }) => void watch.expected.push(/status of (401|403|409|422)/));

const PHONE = { width: 360, height: 740 };
const PASSWORD = 'nine brave kettles';

const mark = () => `${Date.now().toString(36)}${randomInt(1e6).toString(36)}`;

/** A link from an e-mail, on the pages that are tried. */
async function open(page: Page, link: string): Promise<void> {
  const { pathname, hash } = new URL(link);
  await page.goto('about:blank');
  await page.goto(pathname + hash);
}

test('a super administrator invites somebody, who joins, is made auditor and is removed', async ({ admin: page, browser }) => {
  test.slow();
  const name = `Budi ${mark()}`;
  const email = `budi.${mark()}@e2e.siar.test`;
  const row = page.getByRole('table').getByRole('row').filter({ hasText: name });
  const pick = async (item: string) => {
    await page.getByRole('button', { name: `Change: ${name}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await page.goto('/admin/');
  await page.getByRole('navigation').getByRole('link', { name: 'People' }).first().click();
  await expect(page.getByRole('row').filter({ hasText: ADMIN.email })).toContainText('You');
  await expect(page.getByRole('row').filter({ hasText: ADMIN.email }).getByRole('button'), 'nobody changes their own account').toHaveCount(0);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
  await expect(dialog.getByRole('radio')).toHaveCount(3);
  await expect(dialog.getByRole('radio', { name: 'Administrator', exact: true })).toBeChecked();
  await accessible(page);
  await dialog.getByLabel('E-mail', { exact: true }).fill(ADMIN.email);
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(dialog.getByLabel('E-mail', { exact: true })).toHaveAccessibleDescription('Somebody has registered with this address already.');
  await dialog.getByLabel('E-mail', { exact: true }).fill(email);
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('listitem').filter({ hasText: email })).toContainText('Administrator · Sent ');
  await accessible(page);

  const budi = await (await browser.newContext({ viewport: PHONE })).newPage();
  await open(budi, await emailedLink(email));
  await expect(budi.getByText('Your role: Administrator.')).toBeVisible();
  await expect(budi.getByText('the team that runs this server')).toBeVisible();
  await budi.getByLabel('Your name').fill(name);
  await budi.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await budi.getByRole('button', { name: 'Join the team' }).click();
  await expect(budi.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  expect(new URL(budi.url()).pathname).toBe('/admin/');
  await budi.setViewportSize({ width: 1280, height: 800 });
  await expect(budi.getByRole('navigation').getByRole('link', { name: 'Packages' }).first()).toBeVisible();
  await expect(budi.getByRole('navigation').getByRole('link', { name: 'People' }), 'an administrator changes nobody').toHaveCount(0);
  await budi.goto('/admin/users');
  await expect(budi.getByRole('alert')).toHaveText('You may not do this.');

  await page.reload();
  await expect(row).toContainText('Administrator');
  await expect(page.getByRole('listitem').filter({ hasText: email })).toHaveCount(0);
  await pick('Change the role');
  const rights = page.getByRole('dialog', { name: `What may ${name} do?` });
  await expect(rights.getByRole('radio', { name: 'Administrator', exact: true })).toBeChecked();
  await expect(rights.getByRole('checkbox'), 'nothing beyond the role').toHaveCount(0);
  await accessible(page);
  await rights.getByRole('radio', { name: 'Auditor' }).check();
  await rights.getByRole('button', { name: 'Save' }).click();
  await expect(rights).toBeHidden();
  await expect(row).toContainText('Auditor');
  await budi.goto('/admin/customers');
  await expect(budi.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  await expect(budi.getByRole('button', { name: 'Invite a business' }), 'an auditor invites nobody').toHaveCount(0);

  await pick('Deactivate');
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(row).toContainText('Deactivated');
  await pick('Remove');
  await expect(page.getByRole('dialog')).not.toContainText('Contacts and campaigns');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  await budi.reload();
  await expect(budi.getByRole('heading', { name: 'Log in to the console' })).toBeVisible();
  await budi.context().close();
});

test('a business is invited, on a phone and in Indonesian, and signs up by the link', async ({ page, browser }) => {
  test.slow();
  const email = `dewi-dengan-alamat-yang-panjang-sekali.${mark()}@e2e.siar.test`;
  await page.setViewportSize(PHONE);
  await choose(page, { language: 'id', theme: 'dark' });
  await logIn(page, ADMIN, '/admin/login');
  await page.goto('/admin/customers');
  await page.getByRole('button', { name: 'Undang usaha' }).click();
  const dialog = page.getByRole('dialog', { name: 'Undang usaha' });
  await expect(dialog.getByRole('radio'), 'there is no role to choose').toHaveCount(0);
  await dialog.getByRole('button', { name: 'Undang', exact: true }).click();
  await expect(dialog.getByLabel('Email', { exact: true })).toBeFocused();
  await fits(page);
  await accessible(page);
  await dialog.getByLabel('Email', { exact: true }).fill(email);
  await dialog.getByRole('button', { name: 'Undang', exact: true }).click();
  await expect(dialog).toBeHidden();
  const line = page.getByRole('listitem').filter({ hasText: email });
  await expect(line).toContainText('Berlaku sampai ');
  await fits(page);
  await accessible(page);
  const old = await emailedLink(email);
  await page.getByRole('button', { name: `Kirim lagi: ${email}` }).click();
  await emails(email, 2);
  const link = await emailedLink(email, 2);
  expect(link).toContain('/app/signup#token=');
  expect(link).not.toBe(old);

  const dewi = await (await browser.newContext({ viewport: PHONE })).newPage();
  await open(dewi, link);
  await expect(dewi.getByLabel('E-mail')).toHaveValue(email);
  await expect(dewi.getByLabel('E-mail')).toHaveAttribute('readonly');
  await fits(dewi);
  await accessible(dewi);
  await dewi.getByLabel('Name of the business').fill('Dewi Cakes');
  await dewi.getByLabel('Your name').fill('Dewi');
  await dewi.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await dewi.getByRole('checkbox').check();
  await dewi.getByRole('button', { name: 'Create the account' }).click();
  await expect(dewi.getByRole('heading', { name: 'Hello, Dewi' })).toBeVisible();
  await expect(dewi.getByText('Confirm your e-mail address'), 'the link came by e-mail: the address is confirmed').toHaveCount(0);
  await dewi.context().close();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Usaha yang diundang' })).toBeVisible();
  await expect(line).toHaveCount(0);

  const other = `lain.${mark()}@e2e.siar.test`;
  await page.getByRole('button', { name: 'Undang usaha' }).click();
  await dialog.getByLabel('Email', { exact: true }).fill(other);
  await dialog.getByRole('button', { name: 'Undang', exact: true }).click();
  await page.getByRole('button', { name: `Batalkan: ${other}` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Batalkan' }).click();
  await expect(page.getByText(other)).toHaveCount(0);
});
