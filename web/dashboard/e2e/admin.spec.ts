import { ADMIN, accessible, expect, fits, logIn, post, tenantId, test } from './fixtures';
import { subscribed } from './ready';

test('an administrator logs in and sees the platform; a customer’s page leads back to the console', async ({ page, tenant, watch }) => {
  watch.expected.push(/status of 401/);
  await page.goto('/admin/');
  await expect(page).toHaveURL(/\/admin\/login\?next=/);
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await expect(page.locator('[data-live=connected]'), 'the tree came over the stream').toBeVisible();
  await expect(page.getByText(tenant.company)).toBeVisible();
  const health = page.getByRole('list', { name: 'What the server needs' }).getByRole('listitem');
  await expect(health).toHaveCount(5);
  await expect(health.filter({ hasText: 'Database' })).toContainText('Fine');
  await expect(health.filter({ hasText: 'Browser' })).toContainText(/Chrom/);
  const looked = page.getByText(/^Looked at/);
  const first = (await looked.textContent()) ?? '';
  await expect(looked, 'the server looks again and tells it').not.toHaveText(first, { timeout: 20_000 });
  const parked = page.getByText('Parked', { exact: true }).locator('xpath=following-sibling::dd');
  // Other tests park actors at the same time.
  await expect(parked).toHaveText(/^\d$/);

  await page.goto('/app/');
  await expect(page.getByText('This is an administrator’s account.')).toBeVisible();
  await accessible(page);
  await page.getByRole('link', { name: 'Open the console' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
});

test('a set-up link that does not work says so and keeps what was typed', async ({ page, watch }) => {
  watch.expected.push(/status of 422/);
  await page.goto('/setup#token=nothing');
  await expect(page).toHaveURL(/\/admin\/setup#token=nothing$/);
  await page.getByLabel('Your name').fill('Ratna');
  await page.getByLabel('E-mail').fill('ratna@e2e.siar.test');
  await page.getByLabel('Password', { exact: true }).fill('seven sleepy herons');
  await page.getByRole('button', { name: 'Become the administrator' }).click();
  await expect(page.getByRole('alert')).toHaveText('This link does not work any more. Ask for a new one.');
  await expect(page.getByLabel('Your name')).toHaveValue('Ratna');
});

test('the overview says first what is wrong, and leads to where it is mended', async ({ admin: page, tenant, browser, request }) => {
  await subscribed(request, tenant);
  const theirs = await (await browser.newContext({ baseURL: process.env['SIAR_E2E_URL'] ?? '' })).newPage();
  await logIn(theirs, tenant, '/app/login');
  expect(await post(theirs, '/session/start', {})).toBe(202);
  await theirs.context().close();
  const path = `root/sessions/${await tenantId(page, tenant)}`;
  await page.goto('/admin/sessions');
  await page.getByLabel('Find').fill(tenant.company);
  await expect(page.getByRole('row', { name: tenant.company })).not.toContainText('Stopped');
  await page.route('**/api/v1/admin/health', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { data: { dependencies: { name: string }[] } };
    for (const one of body.data.dependencies) if (one.name === 'redis') Object.assign(one, { state: 'down', problem: 'no_answer' });
    await route.fulfill({ response, json: body });
  });
  // The server looks again every ten seconds, and would find Redis as it is.
  await page.routeWebSocket(/\/api\/v1\/stream/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      if ((JSON.parse(String(message)) as { type: string }).type !== 'health') socket.send(message);
    });
  });
  await page.goto('/admin/');
  const verdict = page.getByRole('status').filter({ hasText: 'Something needs a look' });
  await expect(verdict).toContainText('Redis: It does not answer.');
  const health = page.getByRole('list', { name: 'What the server needs' }).getByRole('listitem');
  await expect(health.filter({ hasText: 'Redis' })).toContainText('Broken');

  expect(await post(page, '/admin/actors/park', { path, reason: 'it disturbs others' })).toBe(200);
  await expect(verdict, 'it comes by itself').toContainText(`${tenant.company}: Parked`);
  await expect(verdict.getByRole('link', { name: /open alert/ })).toBeVisible();
  await accessible(page);
  await page.setViewportSize({ width: 360, height: 740 });
  await fits(page);
  await page.setViewportSize({ width: 1280, height: 800 });
  await verdict.getByRole('link', { name: tenant.company }).click();
  const panel = page.locator('[data-panel]');
  await expect(panel.getByText('it disturbs others')).toBeVisible();
  await panel.getByRole('button', { name: 'Release' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
  await expect(panel.getByText('Running', { exact: true })).toBeVisible();
  await page.goBack();
  await expect(verdict).toContainText('Redis');
  await expect(verdict).not.toContainText(tenant.company);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
