import { expect, test, type Tenant } from './fixtures';
import { askAs, drafted, linked, startNow, subscribed } from './ready';

const REFUSED = /status of (401|403)/;

test('logging out in one tab is said in the other, and logging in leads back to its page', async ({ owner: page, tenant, watch }) => {
  watch.expected.push(REFUSED);
  const other = await page.context().newPage();
  await other.goto('/app/contacts');
  await expect(other.getByText('No contacts yet')).toBeVisible();
  await page.goto('/app/');
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await expect(other.getByText('You logged out in another tab of this browser.')).toBeVisible();
  await other.getByLabel('E-mail').fill(tenant.email);
  await other.getByLabel('Password', { exact: true }).fill(tenant.password);
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other.getByText('No contacts yet')).toBeVisible();
});

test('a log-out leaves nothing that was typed in any tab', async ({ owner: page, tenant, watch }) => {
  watch.expected.push(REFUSED);
  const other = await page.context().newPage();
  const kept = (tab: typeof page) => tab.evaluate(() => JSON.stringify(Object.entries(sessionStorage)));
  for (const tab of [page, other]) {
    await tab.goto('/app/campaigns/new');
    await tab.getByLabel('Message').fill('Halo, harga rahasia!');
    await tab.reload();
    await expect(tab.getByLabel('Message'), 'a reload loses nothing').toHaveValue('Halo, harga rahasia!');
  }
  await page.getByRole('button', { name: 'Account', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Log out' }).click();
  await expect(page.getByLabel('E-mail')).toBeVisible();
  await expect(other.getByText('You logged out in another tab of this browser.')).toBeVisible();
  for (const tab of [page, other]) expect(await kept(tab)).not.toContain('rahasia');
  await other.getByLabel('E-mail').fill(tenant.email);
  await other.getByLabel('Password', { exact: true }).fill(tenant.password);
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other.getByLabel('Message')).toHaveValue('');
});

test('logging in again in one tab is enough for both, and nothing typed is lost in either', async ({ owner: page, tenant, watch }) => {
  watch.expected.push(REFUSED);
  const other = await page.context().newPage();
  for (const tab of [page, other]) {
    await tab.goto('/app/account');
    await tab.getByLabel('Name', { exact: true }).fill(tab === page ? 'Kopi Pagi' : 'Kopi Sore');
  }
  await page.context().clearCookies();
  const dialogs = [page, other].map((tab) => tab.getByRole('dialog', { name: 'Log in again' }));
  for (const tab of [page, other]) await tab.getByRole('button', { name: 'Save' }).click();
  for (const dialog of dialogs) await expect(dialog).toBeVisible();
  await page.getByRole('dialog').getByLabel('Password', { exact: true }).fill(tenant.password);
  await page.getByRole('dialog').getByRole('button', { name: 'Log in', exact: true }).click();
  for (const dialog of dialogs) await expect(dialog).toBeHidden();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Kopi Pagi');
  await expect(other.getByLabel('Name', { exact: true })).toHaveValue('Kopi Sore');
  for (const tab of [page, other]) await expect(tab.getByText('The settings are saved.')).toBeVisible();
});

test('another person who logs in in another tab ends what the first one saw', async ({ owner: page, request, watch }) => {
  watch.expected.push(REFUSED);
  await page.goto('/app/');
  await expect(page.getByRole('heading', { name: 'Hello, Sari Wulandari' })).toBeVisible();
  const second: Tenant = { company: 'Toko Dua', name: 'Budi', email: `budi.${Date.now()}@e2e.siar.test`, password: 'eleven quiet teapots' };
  expect((await request.post('/api/v1/auth/register', { data: second })).status()).toBe(201);
  const other = await page.context().newPage();
  await other.goto('/app/login');
  await other.getByLabel('E-mail').fill(second.email);
  await other.getByLabel('Password', { exact: true }).fill(second.password);
  await other.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(other.getByRole('heading', { name: 'Hello, Budi' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Hello, Budi' })).toBeVisible();
});

test('what one tab does with a campaign, the other shows: pause, resume, cancel', async ({ owner: page, tenant, request }) => {
  test.setTimeout(120_000);
  await subscribed(request, tenant);
  const ask = await askAs(request, tenant);
  await linked(ask);
  await ask('PUT', '/session/pace', { min_delay_ms: 5000, max_delay_ms: 5000 });
  const id = await drafted(ask, 'Seen twice', 30);
  const other = await page.context().newPage();
  for (const tab of [page, other]) await tab.goto(`/app/campaigns/${id}`);
  for (const tab of [page, other]) await expect(tab.locator('[data-live=connected]')).toBeVisible();
  await startNow(page);
  await expect(other.getByText('Running', { exact: true })).toBeVisible();
  await other.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused by hand.')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(other.getByText('Running', { exact: true })).toBeVisible();
  await other.getByRole('button', { name: 'Cancel' }).click();
  await other.getByRole('dialog').getByRole('button', { name: 'Cancel the campaign' }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
});

test('an action that the other tab was quicker with is told, not broken', async ({ owner: page, tenant, request, watch }) => {
  watch.expected.push(/status of (404|409)/);
  const ask = await askAs(request, tenant);
  const id = await drafted(ask, 'Gone', 1);
  await page.goto(`/app/campaigns/${id}`);
  await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
  await ask('DELETE', `/campaigns/${id}`);
  await page.getByRole('button', { name: 'Delete the draft' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the draft' }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toHaveText('It does not exist, or it is gone.');
});

test('back and forward lead through the pages as they were', async ({ owner: page, tenant, request }) => {
  const ask = await askAs(request, tenant);
  await drafted(ask, 'Saturday', 1);
  await page.goto('/app/campaigns');
  await page.getByLabel('Show').selectOption('Completed');
  await expect(page.getByText('There is no such campaign.')).toBeVisible();
  await page.getByRole('link', { name: 'New campaign' }).click();
  await page.getByLabel('Message').fill('Halo, sampai Sabtu!');
  await page.goBack();
  await expect(page.getByText('There is no such campaign.'), 'the filter is as it was').toBeVisible();
  await expect(page.getByLabel('Show')).toHaveValue('completed');
  await page.goForward();
  await expect(page.getByLabel('Message'), 'what was typed is there').toHaveValue('Halo, sampai Sabtu!');
  await page.goBack();
  await page.getByLabel('Show').selectOption('All states');
  await page.getByRole('link', { name: 'Saturday' }).click();
  await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
  await page.getByRole('link', { name: 'Change the draft' }).click();
  await expect(page.getByRole('heading', { name: 'Change the draft' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
});

