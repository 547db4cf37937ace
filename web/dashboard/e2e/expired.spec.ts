import type { Page } from '@playwright/test';

import { accessible, expect, test, type Tenant } from './fixtures';
import { askAs, askToStart, drafted, subscribed } from './ready';

// The log-in ends in the middle of a form: it is asked for over the page, what was refused is sent again, and nothing typed is lost.
test.beforeEach(({ watch }) => void watch.expected.push(/status of (401|403)/));

async function again(page: Page, tenant: Tenant): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Log in again' });
  await expect(dialog).toBeVisible();
  await accessible(page);
  await dialog.getByLabel('Password', { exact: true }).fill('a wrong one');
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('Password', { exact: true }).fill(tenant.password);
  await dialog.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('adding a contact', async ({ owner: page, tenant }) => {
  await page.goto('/app/contacts');
  await page.getByRole('button', { name: 'Add a contact' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a contact' });
  await dialog.getByLabel('Number').fill('0812 3456 7890');
  await dialog.getByLabel('Name').fill('Ani');
  await page.context().clearCookies();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await again(page, tenant);
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('row', { name: /Ani/ })).toBeVisible();
});

test('before the file is looked at, and before the import starts', async ({ owner: page, tenant }) => {
  await page.goto('/app/contacts/import');
  await expect(page.getByText('or drop it here')).toBeVisible();
  const csv = ['phone_number,first_name', '081234500001,Ani', '081234500002,Budi'].join('\n');
  await page.context().clearCookies();
  await page.getByLabel('Choose a file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await again(page, tenant);
  await expect(page.getByRole('table', { name: 'What the file holds' }).getByText('Ani')).toBeVisible();
  await page.getByLabel('Into the list').selectOption('A new list …');
  await page.getByLabel('Name of the new list').fill('Friends');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Start the import' }).click();
  await again(page, tenant);
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 30_000 });
  await page.getByRole('link', { name: 'Next: start a campaign' }).click();
  await expect(page.getByRole('checkbox', { name: 'Friends' }), 'the list was made once').toHaveCount(1);
});

test('a campaign’s draft, and its start', async ({ owner: page, tenant, request }) => {
  await subscribed(request, tenant);
  await page.goto('/app/campaigns/new');
  await page.getByLabel('Numbers').fill('081234500001\n081234500002');
  await page.getByRole('checkbox', { name: /agreement is noted/ }).uncheck();
  await page.getByLabel('Message').fill('Halo, sampai Sabtu!');
  await page.getByLabel('Name', { exact: true }).fill('Saturday');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save and check' }).click();
  await again(page, tenant);
  await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
  await expect(page.getByText('Will get it', { exact: true }).locator('..')).toContainText('2');
  const send = await askToStart(page);
  await page.context().clearCookies();
  await send.click();
  await again(page, tenant);
  await expect(page.getByText('The campaign has started')).toBeVisible();
  const ask = await askAs(request, tenant);
  expect((await ask<{ name: string }[]>('GET', '/campaigns')).map(({ name }) => name), 'it was made once').toEqual(['Saturday']);
});

test('changing a draft that exists', async ({ owner: page, tenant, request }) => {
  const ask = await askAs(request, tenant);
  const id = await drafted(ask, 'Sunday', 2);
  await page.goto(`/app/campaigns/${id}/edit`);
  // The preview asks by itself: it must not be what meets the end of the log-in.
  const tried = page.waitForResponse(async (response) => response.url().endsWith('/preview') && (await response.text()).includes('Minggu'));
  await page.getByLabel('Message').fill('Halo, sampai Minggu!');
  await tried;
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Save and check' }).click();
  await again(page, tenant);
  await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
  expect((await ask<{ text: string }>('GET', `/campaigns/${id}`)).text).toBe('Halo, sampai Minggu!');
});

test('a password that is being changed', async ({ owner: page, tenant }) => {
  await page.goto('/app/account');
  await page.getByLabel('Present password').fill(tenant.password);
  await page.getByLabel('New password').fill('durian behind the station');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Change the password' }).click();
  await again(page, tenant);
  await expect(page.getByText(/^The password is changed/)).toBeVisible();
});
