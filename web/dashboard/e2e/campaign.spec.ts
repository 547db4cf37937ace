import type { Page } from '@playwright/test';

import { ADMIN, accessible, expect, newPhone, scan, test } from './fixtures';
import { askAs, drafted, linked, subscribed } from './ready';

// The main job by clicking only: link, bring in people, write, check, start, watch it arrive.
test('people from a file get a campaign, and the page tells how far it got', async ({ owner: page, tenant, request, watch }) => {
  watch.expected.push(/status of 422/);
  test.setTimeout(180_000);
  // A package is the operator's to give.
  const login = await request.post('/api/v1/auth/login', { data: ADMIN });
  const headers = { authorization: `Bearer ${(await login.json()).data.access_token}` };
  const found = await (await request.get(`/api/v1/admin/customers?search=${encodeURIComponent(tenant.company)}`, { headers })).json();
  const packages = await (await request.get('/api/v1/admin/packages', { headers })).json();
  const given = await request.put(`/api/v1/admin/customers/${found.data[0].id}/subscription`, { headers, data: { package_id: packages.data[0].id, months: 1 } });
  expect(given.status()).toBe(200);

  await page.goto('/app/connect');
  await page.getByRole('button', { name: 'Start' }).click();
  await expect(page.getByRole('img', { name: 'QR code to link WhatsApp' })).toBeVisible({ timeout: 40_000 });
  await scan(page, await newPhone());
  await page.getByRole('link', { name: 'Next: bring in your contacts' }).click({ timeout: 40_000 });

  await page.getByRole('link', { name: 'Import' }).first().click();
  const csv = ['phone_number,first_name', '081234500001,Ani', '081234500002,Budi', '081234500002,Budi', '12,Nobody', '081234500003,Citra'].join('\n');
  await page.getByLabel('Choose a file').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(page.getByRole('table', { name: 'What the file holds' }).getByText('Ani')).toBeVisible();
  await accessible(page);
  await page.getByLabel('Into the list').selectOption('A new list …');
  await page.getByLabel('Name of the new list').fill('Friends');
  await page.getByRole('button', { name: 'Start the import' }).click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('table', { name: 'Rows that were refused' }).getByRole('rowheader')).toHaveText(['5']);
  await accessible(page);

  await page.getByRole('link', { name: 'Next: start a campaign' }).click();
  await page.getByRole('checkbox', { name: 'Friends' }).check();
  await page.getByRole('checkbox', { name: /agreement is noted/ }).uncheck();
  await page.getByLabel('Message').fill('Halo {{ name }}, sampai Sabtu!');
  await page.getByRole('button', { name: 'Save and check' }).click();
  const name = page.getByLabel('Name', { exact: true });
  await expect(name, 'a campaign without a name is refused beside the field').toHaveAttribute('aria-invalid', 'true');
  await page.reload();
  await expect(page.getByLabel('Message'), 'nothing typed is lost').toHaveValue('Halo {{ name }}, sampai Sabtu!');
  await name.fill('Saturday');
  await page.getByRole('button', { name: 'Save and check' }).click();

  await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
  await expect(page.getByText('Will get it', { exact: true }).locator('..')).toContainText('3');
  await accessible(page);
  let starts = 0;
  page.on('request', (sent) => (starts += Number(sent.url().endsWith('/start'))));
  await page.getByRole('button', { name: 'Start now' }).dblclick();
  const dialog = page.getByRole('dialog', { name: 'Start this campaign?' });
  const send = dialog.getByRole('button', { name: 'Send to 3 people' });
  await accessible(page);
  await dialog.getByLabel('Type 3 to confirm').fill('3');
  await send.dblclick();
  await expect(page.getByText('Completed', { exact: true })).toBeVisible({ timeout: 90_000 });
  expect(starts, 'a double click starts once').toBe(1);
  const people = page.getByRole('table', { name: 'People' });
  await expect(people.getByText(/^(Delivered|Read)$/)).toHaveCount(3, { timeout: 30_000 });
  await accessible(page);
  await page.getByRole('link', { name: 'Campaigns' }).first().click();
  await expect(page.getByRole('row', { name: /Saturday/ })).toContainText('3 / 3');
});

test('clicking fast sends nothing: a double click on Duplicate makes one copy, and on Start asks', async ({ owner: page, tenant, request }) => {
  await subscribed(request, tenant);
  const ask = await askAs(request, tenant);
  await linked(ask);
  const id = await drafted(ask, 'Sent once', 2);
  await ask('POST', `/campaigns/${id}/start`, {});
  await page.goto(`/app/campaigns/${id}`);
  await expect(page.getByText('Completed', { exact: true })).toBeVisible({ timeout: 60_000 });
  const sending: string[] = [];
  page.on('request', (sent) => {
    if (/\/(start|resume|retry)$/.test(sent.url())) sending.push(sent.url());
  });
  // Where the pointer stands on the copy's page is what the second click meets.
  for (let round = 0; round < 4; round += 1) {
    await page.goto(`/app/campaigns/${id}`);
    await page.getByRole('button', { name: 'Duplicate' }).dblclick({ delay: 20 });
    await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
    await page.mouse.dblclick(...(await centre(page)));
  }
  const start = page.getByRole('button', { name: 'Start now', includeHidden: true });
  await page.keyboard.press('Escape');
  await start.dblclick();
  const dialog = page.getByRole('dialog', { name: 'Start this campaign?' });
  const send = dialog.getByRole('button', { name: 'Send to 2 people' });
  await dialog.getByLabel('Type 2 to confirm').fill('20');
  await expect(send, 'another number starts nothing').toBeDisabled();
  await page.keyboard.press('Enter');
  expect(sending).toEqual([]);
  expect((await ask<{ name: string }[]>('GET', '/campaigns')).length, 'each double click made one').toBe(5);
});

/** The middle of the button that starts, or of the page where there is none. */
async function centre(page: Page): Promise<[number, number]> {
  const box = await page.getByRole('button', { name: 'Start now', includeHidden: true }).boundingBox();
  return box ? [box.x + box.width / 2, box.y + box.height / 2] : [400, 300];
}
