import { accessible, expect, test } from './fixtures';
import { askAs, drafted, linked, startNow, subscribed } from './ready';

// What one does with campaigns beside starting them.

test('a campaign is given a time, another one, and none', async ({ owner: page, tenant, request, watch }) => {
  watch.expected.push(/status of 422/);
  await subscribed(request, tenant);
  const id = await drafted(await askAs(request, tenant), 'Later', 3);
  await page.goto(`/app/campaigns/${id}`);
  await page.getByRole('button', { name: 'Start later' }).click();
  const dialog = page.getByRole('dialog', { name: 'When should it start?' });
  const at = dialog.getByLabel('Day and time');
  await expect(at, 'tomorrow morning is offered').toHaveValue(/T09:00$/);
  await expect(dialog.getByText('Asia/Jakarta')).toBeVisible();
  await accessible(page);
  await at.fill('2020-01-01T09:00');
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await expect(at).toHaveAccessibleDescription(/passed/);
  await expect(at, 'nothing typed is lost').toHaveValue('2020-01-01T09:00');
  const year = new Date().getFullYear() + 1;
  await at.fill(`${year}-01-05T09:30`);
  await dialog.getByRole('button', { name: 'Schedule' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(new RegExp(`^Starts 5 Jan ${year}, 09:30`))).toBeVisible();
  await expect(page.getByText('Scheduled', { exact: true })).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Change the time' }).click();
  await expect(at, 'the time it has').toHaveValue(`${year}-01-05T09:30`);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Make it a draft again' }).click();
  await expect(page.getByText('Draft', { exact: true })).toBeVisible();
  await expect(page.getByText(/^Starts /)).toHaveCount(0);
});

test('a campaign is found by name, state and day, and the back button keeps what was asked', async ({ owner: page, tenant, request }) => {
  const ask = await askAs(request, tenant);
  for (const name of ['Ramadan', 'Lebaran', 'Rambutan']) await drafted(ask, name, 1);
  await page.goto('/app/campaigns');
  const rows = page.getByRole('table', { name: 'Campaigns' }).getByRole('rowheader');
  await expect(rows).toHaveText(['Rambutan', 'Lebaran', 'Ramadan']);
  await page.getByLabel('Name').fill('ram');
  await expect(rows).toHaveText(['Rambutan', 'Ramadan']);
  await page.getByLabel('Show').selectOption('Draft');
  await page.getByRole('link', { name: 'Ramadan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ramadan' })).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Name')).toHaveValue('ram');
  await expect(page.getByLabel('Show')).toHaveValue('draft');
  await expect(rows).toHaveText(['Rambutan', 'Ramadan']);
  await page.getByLabel('Made until').fill('2020-01-01');
  await expect(page.getByText('There is no such campaign.')).toBeVisible();
  await accessible(page);
  await page.getByRole('button', { name: 'Clear the filters' }).click();
  await expect(rows).toHaveText(['Rambutan', 'Lebaran', 'Ramadan']);
});

test('the speed is told in a sentence and changed within what the server allows', async ({ owner: page, watch }) => {
  watch.expected.push(/status of 422/);
  await page.goto('/app/connect');
  await expect(page.getByText('One message every 6 to 12 seconds, at most 240 an hour and 1,000 a day.')).toBeVisible();
  await page.getByRole('button', { name: 'Change the speed' }).click();
  const dialog = page.getByRole('dialog', { name: 'Change the speed' });
  await accessible(page);
  await dialog.getByLabel('Most messages in an hour').fill('many');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel('Most messages in an hour')).toHaveAccessibleDescription(/Enter a number/);
  await dialog.getByLabel('Most messages in an hour').fill('100');
  await dialog.getByLabel('Longest wait').fill('5');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByLabel('Longest wait')).toHaveAccessibleDescription(/must not be below the shortest/);
  await dialog.getByLabel('Longest wait').fill('20,5');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('One message every 6 to 20.5 seconds, at most 100 an hour and 1,000 a day.')).toBeVisible();
  await page.goto('/app/campaigns/new');
  await expect(page.getByText('One message every 6 to 20.5 seconds'), 'the draft tells it as well').toBeVisible();
});

test('a person is found in a campaign, and the curve shows what went out', async ({ owner: page, tenant, request }) => {
  await subscribed(request, tenant);
  const ask = await askAs(request, tenant);
  await linked(ask);
  const id = await drafted(ask, 'Curve', 60);
  await page.goto(`/app/campaigns/${id}`);
  await startNow(page);
  await expect(page.getByText('Completed', { exact: true })).toBeVisible({ timeout: 90_000 });
  await expect(page.getByText(/^\d+ messages were sent from /)).toBeAttached({ timeout: 20_000 });
  await page.getByLabel('Number or name').fill('0812 5000 0059');
  const people = page.getByRole('table', { name: 'People' });
  await expect(people.getByText('+6281250000059')).toBeVisible();
  await expect(people.getByText('+6281250000000')).toHaveCount(0);
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download CSV' }).click()]);
  const stream = await file.createReadStream();
  let csv = '';
  for await (const part of stream) csv += String(part);
  expect(csv.trim().split('\n')).toHaveLength(2);
  await page.reload();
  await expect(page.getByLabel('Number or name')).toHaveValue('0812 5000 0059');
  await accessible(page);
});

test('what cannot be known is put before the person, who decides', async ({ owner: page, tenant, request }) => {
  const id = await drafted(await askAs(request, tenant), 'In doubt', 3);
  // The sandbox does not bring a message into doubt on demand: the answer is given two such, what is asked is looked at.
  await page.route(`**/api/v1/campaigns/${id}`, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    Object.assign(body.data, { state: 'completed', started_at: body.data.created_at });
    Object.assign(body.data.counts, { total: 3, sent: 1, unknown: 2 });
    await route.fulfill({ response, json: body });
  });
  const asked: unknown[] = [];
  await page.route(`**/api/v1/campaigns/${id}/resolve`, (route) => {
    asked.push(route.request().postDataJSON());
    return route.fulfill({ json: { success: true, data: { changed: 2 } } });
  });
  await page.goto(`/app/campaigns/${id}`);
  await expect(page.getByText('Of 2 messages nobody can say whether they arrived')).toBeVisible();
  await page.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByRole('dialog', { name: 'Send these again?' })).toContainText('Some people may get the message twice.');
  await accessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Leave it' }).click();
  await page.getByRole('dialog', { name: 'Leave these?' }).getByRole('button', { name: 'Leave it' }).click();
  await expect(page.getByText('2 messages are decided')).toBeVisible();
  expect(asked).toEqual([{ decision: 'give_up' }]);
  // The page asks anew after that; an answer under way must not fail a test that is over.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
