import { readFileSync } from 'node:fs';

import type { Locator, Page } from '@playwright/test';

import { authenticator, type App } from './authenticator';
import { accessible, choose, expect, fits, logIn, test, type Tenant } from './fixtures';

// Every test has a user of its own: ten codes can be tried at once.
test.beforeEach(({ watch }) => void watch.expected.push(/status of (401|403|422|429)/));

const card = (page: Page, title = 'Two-factor authentication') => page.locator('section').filter({ has: page.getByRole('heading', { name: title, exact: true }) });
const shownCodes = (dialog: Locator) => dialog.getByRole('listitem').allTextContents();

/** Turns it on through the page; answers the app and the recovery codes. */
async function turnOn(page: Page, { password }: Pick<Tenant, 'password'>): Promise<{ app: App; recovery: string[] }> {
  await card(page).getByRole('button', { name: 'Turn on' }).click();
  const dialog = page.getByRole('dialog', { name: 'Turn on two-factor authentication' });
  await dialog.getByLabel('Your password', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  const app = authenticator((await dialog.getByLabel('Secret').textContent()) ?? '');
  await dialog.getByLabel('Code').fill(await app());
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  const kept = page.getByRole('dialog', { name: 'Keep your recovery codes' });
  await expect(kept.getByRole('listitem')).toHaveCount(10);
  const recovery = await shownCodes(kept);
  await kept.getByRole('button', { name: 'I have kept them' }).click();
  await expect(kept).toBeHidden();
  await expect(card(page).getByText('On', { exact: true })).toBeVisible();
  return { app, recovery };
}

async function firstStep(page: Page, { email, password }: Tenant): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

async function logOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await expect(page.getByRole('heading', { name: 'Log in', exact: true })).toBeVisible();
}

test('it is turned on step by step, and nothing closes the recovery codes but the word that they are kept', async ({ owner: page, tenant }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/app/account');
  await expect(card(page).getByText('Off', { exact: true })).toBeVisible();
  await card(page).getByRole('button', { name: 'Turn on' }).click();
  const dialog = page.getByRole('dialog', { name: 'Turn on two-factor authentication' });
  const password = dialog.getByLabel('Your password', { exact: true });
  await expect(password).toBeFocused();
  await password.fill('not this one');
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(password).toHaveAccessibleDescription('This is not your password.');
  await password.fill(tenant.password);
  await password.press('Enter');

  const qr = dialog.getByRole('img', { name: /^QR code/ });
  await expect(qr).toHaveAttribute('data-qr', /^otpauth:\/\/totp\/Siar:/);
  const code = dialog.getByLabel('Code');
  await expect(code).toBeFocused();
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  await accessible(page);
  const secret = new URL((await qr.getAttribute('data-qr')) ?? '').searchParams.get('secret') ?? '';
  await expect(dialog.getByLabel('Secret')).toHaveText(secret);
  await dialog.getByRole('button', { name: 'Copy the secret' }).click();
  await expect(dialog.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(secret);
  await page.mouse.click(5, 5);
  await expect(dialog, 'a click beside it does not void what was scanned').toBeVisible();
  await dialog.getByRole('button', { name: 'Turn on' }).click();
  await expect(code).toHaveAccessibleDescription(/This is required\.$/);
  await code.fill('12345');
  await code.press('Enter');
  await expect(code).toHaveAccessibleDescription(/wrong or was used already\.$/);
  await code.fill(await authenticator(secret)());
  await code.press('Enter');

  const kept = page.getByRole('dialog', { name: 'Keep your recovery codes' });
  await expect(kept.getByRole('listitem')).toHaveCount(10);
  await accessible(page);
  const codes = await shownCodes(kept);
  for (const one of codes) expect(one).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);
  await kept.getByRole('button', { name: 'Copy' }).click();
  await expect(kept.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(codes.join('\n'));
  const [file] = await Promise.all([page.waitForEvent('download'), kept.getByRole('button', { name: 'Download' }).click()]);
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).toContain(tenant.email);
  expect(text.trimEnd().split('\n').slice(-10)).toEqual(codes);
  for (const press of ['Escape', 'Escape', 'Escape']) await page.keyboard.press(press);
  await page.mouse.click(5, 5);
  await expect(kept).toBeVisible();
  await kept.getByRole('button', { name: 'I have kept them' }).click();
  await expect(kept).toBeHidden();
  await expect(card(page).getByText('10 of 10')).toBeVisible();
  await expect(page.getByText('Two-factor authentication is on.')).toBeVisible();
});

test('one logs in with a code, with a recovery code, gets new ones and turns it off', async ({ owner: page, tenant }) => {
  test.setTimeout(180_000);
  await page.goto('/app/account');
  const { app, recovery } = await turnOn(page, tenant);
  await logOut(page);

  await firstStep(page, tenant);
  const code = page.getByLabel('Code', { exact: true });
  await expect(code).toBeFocused();
  await expect(code).toHaveAttribute('autocomplete', 'one-time-code');
  await accessible(page);
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByLabel('E-mail')).toHaveValue(tenant.email);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await code.fill('000000');
  await code.press('Enter');
  await expect(code).toHaveAccessibleDescription(/This code is wrong or was used already\.$/);
  await expect(code).toBeFocused();
  await page.keyboard.type(await app());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();

  await logOut(page);
  await firstStep(page, tenant);
  await page.getByRole('button', { name: 'Use a recovery code instead' }).click();
  const letters = page.getByLabel('Recovery code', { exact: true });
  await expect(letters).toBeFocused();
  await letters.fill(recovery[0]?.toLowerCase().replaceAll('-', ' ') ?? '');
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();

  await page.goto('/app/account');
  await expect(card(page).getByText('9 of 10')).toBeVisible();
  await card(page).getByRole('button', { name: 'New recovery codes' }).click();
  const renew = page.getByRole('dialog', { name: 'New recovery codes?' });
  await renew.getByLabel('Your password', { exact: true }).fill(tenant.password);
  await renew.getByLabel('Code', { exact: true }).fill(recovery[0] ?? '');
  await renew.getByRole('button', { name: 'Make new ones' }).click();
  await expect(renew.getByLabel('Code', { exact: true }), 'each works once').toHaveAccessibleDescription(/wrong or was used already\.$/);
  await accessible(page);
  await renew.getByLabel('Code', { exact: true }).fill(recovery[1] ?? '');
  await renew.getByRole('button', { name: 'Make new ones' }).click();
  const kept = page.getByRole('dialog', { name: 'Keep your recovery codes' });
  await expect(kept.getByRole('listitem')).toHaveCount(10);
  const fresh = await shownCodes(kept);
  expect(fresh).not.toContain(recovery[2]);
  await kept.getByRole('button', { name: 'I have kept them' }).click();
  await expect(card(page).getByText('10 of 10')).toBeVisible();

  await card(page).getByRole('button', { name: 'Turn off' }).click();
  const off = page.getByRole('dialog', { name: 'Turn two-factor authentication off?' });
  await off.getByLabel('Your password', { exact: true }).fill('not this one');
  await off.getByLabel('Code', { exact: true }).fill(fresh[0] ?? '');
  await off.getByRole('button', { name: 'Turn off' }).click();
  await expect(off.getByLabel('Your password', { exact: true })).toHaveAccessibleDescription('This is not your password.');
  await off.getByLabel('Your password', { exact: true }).fill(tenant.password);
  await off.getByRole('button', { name: 'Turn off' }).click();
  await expect(off).toBeHidden();
  await expect(card(page).getByText('Off', { exact: true })).toBeVisible();
  await logOut(page);
  await firstStep(page, tenant);
  await expect(page.getByRole('heading', { name: /^Hello/ }), 'the password is enough again').toBeVisible();
});

test('a log-in that ended asks for the code over the page, and another address wants one too', async ({ owner: page, tenant }) => {
  await page.goto('/app/account');
  const { app, recovery } = await turnOn(page, tenant);
  const name = page.getByLabel('Name', { exact: true });
  await name.fill('Kopi Sore');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save' }).click();
  const again = page.getByRole('dialog', { name: 'Log in again' });
  await again.getByLabel('Password', { exact: true }).fill(tenant.password);
  await again.getByRole('button', { name: 'Log in', exact: true }).click();
  const code = again.getByLabel('Code', { exact: true });
  await expect(code).toBeFocused();
  await accessible(page);
  await code.fill('000000');
  await code.press('Enter');
  await expect(code).toHaveAccessibleDescription(/wrong or was used already\.$/);
  for (const press of ['Escape', 'Escape', 'Escape']) await page.keyboard.press(press);
  await expect(again, 'it must be answered').toBeVisible();
  await code.fill(await app());
  await code.press('Enter');
  await expect(again).toBeHidden();
  await expect(page.getByText('The settings are saved.')).toBeVisible();
  await expect(name).toHaveValue('Kopi Sore');

  const form = page.locator('form').filter({ has: page.getByLabel('New e-mail address') });
  const next = tenant.email.replace('sari.', 'new.');
  await form.getByLabel('New e-mail address').fill(next);
  await form.getByLabel('Current password').fill(tenant.password);
  await form.getByRole('button', { name: 'Send the link' }).click();
  await expect(form.getByLabel('Code', { exact: true })).toHaveAccessibleDescription(/This is required\.$/);
  await form.getByLabel('Code', { exact: true }).fill(recovery[0] ?? '');
  await form.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(`${next} waits to be confirmed: open the link we sent there.`)).toBeVisible();
  await expect(form.getByLabel('Code', { exact: true })).toHaveValue('');
});

test('too many wrong codes are told, and the few recovery codes that are left', async ({ owner: page, tenant, browser }) => {
  await page.goto('/app/account');
  const { recovery } = await turnOn(page, tenant);
  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto('/app/login');
  const tried = await elsewhere.evaluate(
    async ([email, password, codes]) => {
      const statuses: number[] = [];
      for (const code of codes) {
        const body = JSON.stringify({ email, password, code, cookies: true });
        statuses.push((await fetch('/api/v1/auth/login', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status);
      }
      return statuses;
    },
    [tenant.email, tenant.password, [...recovery.slice(0, 8), '000000']] as const,
  );
  expect(tried).toEqual([...Array<number>(8).fill(200), 401]);
  await page.reload();
  await expect(card(page).getByText('Only 2 recovery codes are left.')).toBeVisible();
  await accessible(page);
  await logOut(page);
  await firstStep(page, tenant);
  const code = page.getByLabel('Code', { exact: true });
  await code.fill('000000');
  await code.press('Enter');
  await expect(page.getByRole('alert')).toHaveText('Too many codes were tried. Wait five minutes and try again.');
  await expect(code).toHaveValue('000000');
  await elsewhere.context().close();
});

test('on a phone, in Indonesian', async ({ page, tenant }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await choose(page, { language: 'id', theme: 'dark' });
  await logIn(page, tenant, '/app/login');
  await page.goto('/app/account');
  const own = card(page, 'Autentikasi dua langkah');
  await own.getByRole('button', { name: 'Aktifkan' }).click();
  const dialog = page.getByRole('dialog', { name: 'Aktifkan autentikasi dua langkah' });
  const password = dialog.getByLabel('Kata sandi Anda', { exact: true });
  await password.fill('bukan yang ini');
  await dialog.getByRole('button', { name: 'Lanjut' }).click();
  await expect(password).toHaveAccessibleDescription('Ini bukan kata sandi Anda yang sekarang.');
  await password.fill(tenant.password);
  await dialog.getByRole('button', { name: 'Lanjut' }).click();
  const app = authenticator((await dialog.getByLabel('Kunci rahasia').textContent()) ?? '');
  await fits(page);
  await accessible(page);
  const code = dialog.getByLabel('Kode', { exact: true });
  await code.fill('000000');
  await code.press('Enter');
  await expect(code).toHaveAccessibleDescription(/Kode ini salah atau sudah pernah dipakai\.$/);
  await code.fill(await app());
  await dialog.getByRole('button', { name: 'Aktifkan' }).click();
  const kept = page.getByRole('dialog', { name: 'Simpan kode pemulihan Anda' });
  await expect(kept.getByRole('listitem')).toHaveCount(10);
  await fits(page);
  await accessible(page);
  const [recovery] = await shownCodes(kept);
  await kept.getByRole('button', { name: 'Sudah saya simpan' }).click();
  await expect(own.getByText('10 dari 10')).toBeVisible();
  await fits(page);
  await accessible(page);

  await page.getByRole('button', { name: 'Keluar' }).click();
  await expect(page.getByRole('heading', { name: 'Masuk', exact: true })).toBeVisible();
  await page.getByLabel('Email').fill(tenant.email);
  await page.getByLabel('Kata sandi', { exact: true }).fill(tenant.password);
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  const second = page.getByLabel('Kode', { exact: true });
  await expect(second).toBeFocused();
  await fits(page);
  await accessible(page);
  await second.fill('000000');
  await second.press('Enter');
  await expect(second).toHaveAccessibleDescription(/Kode ini salah atau sudah pernah dipakai\.$/);
  await page.getByRole('button', { name: 'Pakai kode pemulihan' }).click();
  await page.getByLabel('Kode pemulihan', { exact: true }).fill(recovery ?? '');
  await page.getByRole('button', { name: 'Masuk', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Halo/ })).toBeVisible();
});
