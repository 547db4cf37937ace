import { expect } from './fixtures';
import { test } from './own';
import { askAs, drafted, linked, startNow, subscribed } from './ready';

// While the server is away Chromium writes every refused request to the console.
const AWAY = /ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|WebSocket connection to|status of (401|503)/;

test.describe.configure({ mode: 'serial' });

test('the server dies: the page says so, keeps what is typed, and heals by itself when it is back', async ({ owner: page, tenant, request, world, watch }) => {
  test.setTimeout(180_000);
  watch.expected.push(AWAY);
  const other = await page.context().newPage();
  await other.goto('/app/');
  await page.goto('/app/contacts');
  await expect(page.getByText('No contacts yet')).toBeVisible();
  for (const tab of [page, other]) {
    await expect(tab.locator('[data-live=connected]')).toBeVisible();
    await tab.evaluate(() => ((window as { stayed?: boolean }).stayed = true));
    // The other pages' code comes while nothing else is to do.
    await tab.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /\/CampaignsPage-/.test(name)), null, { timeout: 30_000 });
  }
  await page.getByRole('button', { name: 'Add a contact' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add a contact' });
  await dialog.getByLabel('Number').fill('0812 3456 7890');
  await dialog.getByLabel('Name').fill('Ani');

  await world.killServer();
  for (const tab of [page, other]) {
    await expect(tab.locator('[data-live]')).toHaveAttribute('data-live', /reconnecting|offline/);
    await expect(tab.getByText(/^(Reconnecting …|Offline: what you see may be old)$/).last()).toBeVisible();
  }
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(/server cannot be reached/i);
  await expect(dialog.getByLabel('Name'), 'nothing typed is lost').toHaveValue('Ani');
  // A page that was not open before: its code is there, what it shows is not.
  await other.getByRole('link', { name: 'Campaigns' }).first().click();
  await expect(other.getByRole('heading', { level: 1, name: 'Campaigns' })).toBeVisible();
  await expect(other.getByRole('main').getByRole('alert')).toHaveText(/server cannot be reached/i, { timeout: 30_000 });

  await world.startServer();
  for (const tab of [page, other]) await expect(tab.locator('[data-live]')).toHaveAttribute('data-live', 'connected', { timeout: 60_000 });
  await expect(other.getByText('No campaigns yet')).toBeVisible();
  await expect(other.getByRole('main').getByRole('alert')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Ani/ })).toBeVisible();
  for (const tab of [page, other]) expect(await tab.evaluate(() => (window as { stayed?: boolean }).stayed), 'no page was loaded again').toBe(true);
  const ask = await askAs(request, tenant);
  expect((await ask<{ name: string }[]>('GET', '/contacts')).map(({ name }) => name), 'it is stored once').toEqual(['Ani']);
});

test('the server is killed while a campaign runs: the page heals and ends with everybody counted once', async ({ owner: page, tenant, request, world, watch }) => {
  test.setTimeout(300_000);
  watch.expected.push(AWAY);
  const people = 40;
  await subscribed(request, tenant);
  const ask = await askAs(request, tenant);
  const phone = await linked(ask);
  // Everybody in this world has WhatsApp and a phone that is on: whoever is missing was skipped.
  await request.put(`${world.sandbox}/control/defaults`, { data: { has_whatsapp: 1, delivers: 1 } });
  const id = await drafted(ask, 'Through the night', people);
  await page.goto(`/app/campaigns/${id}`);
  await page.evaluate(() => ((window as { stayed?: boolean }).stayed = true));
  await startNow(page);
  const bar = page.getByRole('progressbar', { name: 'Progress' });
  await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(10);

  await world.killServer();
  await expect(page.locator('[data-live]')).toHaveAttribute('data-live', /reconnecting|offline/);
  await world.startServer();
  await expect(page.locator('[data-live]')).toHaveAttribute('data-live', 'connected', { timeout: 60_000 });
  await expect(page.getByText('Completed', { exact: true })).toBeVisible({ timeout: 180_000 });
  await expect(page.getByText(`${people} of ${people} done`)).toBeVisible();
  const table = page.getByRole('table', { name: 'People' });
  await expect(table, 'with its heading').toHaveAttribute('aria-rowcount', String(people + 1));
  expect(await page.evaluate(() => (window as { stayed?: boolean }).stayed), 'the page was never loaded again').toBe(true);

  const { counts } = await ask<{ counts: Record<string, number> }>('GET', `/campaigns/${id}`);
  const reached = ['sent', 'delivered', 'read', 'unknown'].reduce((sum, state) => sum + (counts[state] ?? 0), 0);
  expect(reached, JSON.stringify(counts)).toBe(people);
  // What the phones saw, by the sandbox's own log.
  const fates = await (await request.get(`${world.sandbox}/control/truth/fates?account=${encodeURIComponent(phone)}`)).json();
  // One in fifty asks to be left alone, and gets an answer: that is another text.
  const shown = new Map<string, number>();
  const reachedPeople = new Set<string>();
  for (const { person, body, shown: times } of fates as { person: string; body: string; shown: number }[]) {
    shown.set(`${person} ${body}`, (shown.get(`${person} ${body}`) ?? 0) + times);
    reachedPeople.add(person);
  }
  expect([...shown].filter(([, times]) => times > 1), 'nobody got it twice').toEqual([]);
  const listed = await ask<{ phone: string }[]>('GET', `/campaigns/${id}/recipients?state=unknown&limit=200`);
  const missed = (await ask<{ phone: string }[]>('GET', `/campaigns/${id}/recipients?limit=200`)).map(({ phone: one }) => one).filter((one) => !reachedPeople.has(one));
  expect(listed.map(({ phone: one }) => one), 'everybody got it, or is listed as not known').toEqual(expect.arrayContaining(missed));
  expect(listed.length, 'at most what was on its way').toBeLessThan(3);
});
