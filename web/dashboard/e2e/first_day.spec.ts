import { expect, fits } from './fixtures';
import { test } from './own';
import { startNow } from './ready';

// Somebody who has read the README and nothing else: two windows, only clicks and typing. The world is the one that scripts/run starts.
test.use({ wishes: { settings: { SIAR_SIGNUP_PACKAGE: 'Basic', SIAR_PACE_LEAST_DELAY_MS: '300' }, sandboxArgs: [] } });

// "In under five minutes": then it is cut off.
const MINUTES = 5;

test('a new user signs up, links, imports, sends and sees it arrive in under five minutes', async ({ page, context, world, watch }) => {
  test.setTimeout(MINUTES * 60_000);
  watch.expected.push(/status of 401/);

  // "Open the printed dashboard address … (or sign up)".
  await page.goto('/');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await page.getByLabel('Name of the business').fill('Kopi Pagi');
  await page.getByLabel('Your name').fill('Budi');
  await page.getByLabel('E-mail').fill('budi@kopipagi.test');
  await page.getByLabel('Password', { exact: true }).fill('eleven quiet teapots');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByRole('heading', { name: 'Hello, Budi' })).toBeVisible();

  // "confirm the address by the link in the e-mail, which arrives on the sandbox's desk".
  const mail = await context.newPage();
  await mail.goto(world.sandbox);
  const received = mail.locator('#emails > li').filter({ hasText: 'budi@kopipagi.test' }).first();
  await received.getByText('Confirm your e-mail address').click();
  await received.getByText('As HTML').click();
  const [confirmed] = await Promise.all([context.waitForEvent('page'), received.frameLocator('iframe').getByRole('link', { name: 'Confirm address' }).click()]);
  await expect(confirmed.getByText('Your address is confirmed. Thank you.')).toBeVisible();
  await confirmed.close();
  await mail.close();

  // "press Connect your WhatsApp account": the overview leads on, step by step.
  await page.getByRole('link', { name: /Connect your WhatsApp account/ }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('img', { name: 'QR code to link WhatsApp' })).toBeVisible({ timeout: 60_000 });

  // "and scan the QR code with a phone of the sandbox's desk".
  const desk = await context.newPage();
  await desk.goto(world.sandbox);
  await desk.getByLabel('Number').first().fill('+6281100000077');
  await desk.getByLabel('Owner').fill('Budi');
  await desk.getByRole('button', { name: 'Add phone' }).click();
  await desk.getByRole('button', { name: 'Scan with Budi' }).click();
  await expect(desk.getByText('1 linked, 1 online')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'Your account is connected' })).toBeVisible({ timeout: 60_000 });

  await page.getByRole('link', { name: 'Next: bring in your contacts' }).click();
  await page.getByRole('link', { name: 'Import' }).first().click();
  const people = ['Ani', 'Bayu', 'Citra', 'Dewi', 'Eko'];
  // A file as a spreadsheet writes it, in the owner's own words.
  const csv = ['Nama;No HP', ...people.map((name, n) => `${name};0812-3450-000${n + 1}`)].join('\r\n');
  await page.getByLabel('Choose a file').setInputFiles({ name: 'pelanggan.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(page.getByRole('main').getByText('Citra').first()).toBeVisible();
  await page.getByLabel('Into the list').selectOption('A new list …');
  await page.getByLabel('Name of the new list').fill('Regulars');
  await page.getByLabel('How did these people agree to hear from you?').selectOption('In person');
  await page.getByRole('button', { name: 'Start the import' }).click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 30_000 });

  await page.getByRole('link', { name: 'Next: start a campaign' }).click();
  await page.getByRole('checkbox', { name: 'Regulars' }).check();
  await page.getByLabel('Message').fill('Halo {{ name }}, kopi baru sudah ada. Balas STOP untuk berhenti.');
  await page.getByLabel('Name', { exact: true }).fill('New coffee');
  await page.getByRole('button', { name: 'Save and check' }).click();
  await expect(page.getByRole('heading', { name: 'Check before the start' })).toBeVisible();
  await expect(page.getByText('Will get it', { exact: true }).locator('..')).toContainText('5');
  await startNow(page);
  await expect(page.getByText('Completed', { exact: true })).toBeVisible({ timeout: 180_000 });
  await expect(page.getByText('5 of 5 done')).toBeVisible();
  await fits(page);

  // "watch it arrive": on the desk, by its own account.
  await desk.getByLabel('Only').selectOption({ label: 'phone arrival' });
  await expect(desk.getByRole('cell', { name: /kopi baru sudah ada/ }).first()).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('table', { name: 'People' }).getByText(/^(Delivered|Read)$/).first()).toBeVisible({ timeout: 60_000 });
});
