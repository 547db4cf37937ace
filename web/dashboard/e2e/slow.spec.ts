import type { Page, Route } from '@playwright/test';

import { expect, test } from './fixtures';
import { askAs, drafted } from './ready';

/** Holds the requests back until `go`; answers how many came. */
async function held(page: Page, pattern: string | RegExp, method: string) {
  const waiting: Route[] = [];
  let open = false;
  let seen = 0;
  await page.route(pattern, async (route) => {
    if (route.request().method() !== method || open) return route.fallback();
    seen += 1;
    waiting.push(route);
  });
  return {
    seen: () => seen,
    go: async () => {
      open = true;
      await Promise.all(waiting.map((route) => route.continue()));
    },
  };
}

test('a slow answer: the button works, a second click or Enter sends nothing, and the page is not frozen', async ({ owner: page }) => {
  const slow = await held(page, '**/api/v1/contacts', 'POST');
  await page.goto('/app/contacts');
  await page.getByRole('button', { name: 'Add a contact' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a contact' });
  await dialog.getByLabel('Number').fill('0812 3456 7890');
  const save = dialog.getByRole('button', { name: 'Save' });
  await save.dblclick();
  await expect(save).toHaveAttribute('aria-disabled', 'true');
  await dialog.getByLabel('Name').fill('Ani');
  await page.keyboard.press('Enter');
  await save.click({ force: true });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('link', { name: 'Campaigns' }).first().click();
  await expect(page.getByText('No campaigns yet')).toBeVisible();
  expect(slow.seen()).toBe(1);
  await slow.go();
  await page.getByRole('link', { name: 'Contacts' }).first().click();
  await expect(page.getByRole('row', { name: /\+6281234567890/ })).toHaveCount(1);
});

test('slow pages show that they load, and the older answer never replaces the newer', async ({ owner: page, tenant, request }) => {
  const ask = await askAs(request, tenant);
  for (const [phone, name] of [['081234500001', 'Ani'], ['081234500002', 'Budi']]) await ask('POST', '/contacts', { phone, name });
  await page.goto('/app/contacts');
  await expect(page.getByRole('row', { name: /Budi/ })).toBeVisible();
  const slow = await held(page, /\/contacts\?.*name=An/, 'GET');
  const search = page.getByLabel('Search by name or number');
  await search.fill('An');
  await expect.poll(slow.seen).toBeGreaterThan(0);
  await expect(page.getByRole('row', { name: /Budi/ }), 'what was there stays until there is more').toBeVisible();
  await search.fill('Budi');
  await expect(page.getByRole('row', { name: /Ani/ })).toBeHidden();
  await slow.go();
  await expect(page.getByRole('row', { name: /Budi/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /Ani/ })).toBeHidden();
});

test('a lost answer: trying again makes one campaign', async ({ owner: page, tenant, request, watch }) => {
  watch.expected.push(/ERR_FAILED|ERR_CONNECTION/);
  let lost = 0;
  await page.route('**/api/v1/campaigns', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.fallback();
    lost += 1;
    // The server did it; only the answer does not arrive.
    await route.fetch();
    await route.abort();
  });
  await page.goto('/app/campaigns/new');
  await page.getByLabel('Numbers').fill('081234500001');
  await page.getByLabel('Message').fill('Halo!');
  await page.getByLabel('Name', { exact: true }).fill('Once');
  const save = page.getByRole('button', { name: 'Save and check' });
  await save.click();
  await expect(page.getByRole('alert')).toHaveText(/server cannot be reached/i);
  await save.click();
  await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
  const ask = await askAs(request, tenant);
  expect((await ask<{ name: string }[]>('GET', '/campaigns')).map(({ name }) => name)).toEqual(['Once']);
  expect(await drafted(ask, 'Another', 1), 'a new intent makes a new one').toBeTruthy();
});
