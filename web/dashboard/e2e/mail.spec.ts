import { accessible, emailedLink, emails, expect, fits, test } from './fixtures';

test('sign up, read the e-mail on the sandbox’s desk, click its link: the address is confirmed', async ({ page, context }) => {
  const email = `dewi.${Date.now().toString(36)}@e2e.siar.test`;
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/app/signup');
  await page.getByLabel('Name of the business').fill('Dewi <b>Cakes</b>');
  await page.getByLabel('Your name').fill('Dewi');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('eleven quiet teapots');
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByRole('heading', { name: 'Hello, Dewi' })).toBeVisible();
  // "Not confirmed" leads somewhere: the link once more, or another address.
  await expect(page.getByText(`We sent a link to ${email}.`)).toBeVisible();
  await page.getByRole('button', { name: 'Send again' }).click();
  await emails(email, 2);
  await accessible(page);
  await fits(page);

  await emails(email);
  const desk = await context.newPage();
  await desk.goto(process.env['SIAR_E2E_SANDBOX'] ?? '');
  const received = desk.locator('#emails > li').filter({ hasText: email });
  // The newest comes first; the one before is void.
  await expect(received).toHaveCount(2);
  await received.first().getByText('Confirm your e-mail address').click();
  await received.first().getByText('As HTML').click();
  const html = received.first().frameLocator('iframe');
  await expect(html.getByText('Hello Dewi,')).toBeVisible();
  const [opened] = await Promise.all([context.waitForEvent('page'), html.getByRole('link', { name: 'Confirm address' }).click()]);
  await expect(opened.getByText('Your address is confirmed. Thank you.')).toBeVisible();
  expect(new URL(opened.url()).search, 'nothing secret reaches the server’s log').toBe('');
  await accessible(opened);
  await opened.getByRole('link', { name: 'Go to the overview' }).click();
  await expect(opened.getByRole('heading', { name: 'Hello, Dewi' })).toBeVisible();
  await expect(opened.getByText('Confirm your e-mail address')).toHaveCount(0);
});

test('forgot the password: the e-mail’s link sets a new one', async ({ page, tenant, watch }) => {
  watch.expected.push(/status of 401/);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/app/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('E-mail').fill(tenant.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByText(/an e-mail is on its way/)).toBeVisible();
  await fits(page);
  // The first one was to confirm the address.
  await page.goto(await emailedLink(tenant.email, 2));
  await page.getByLabel('New password').fill('nine brave kettles');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText('The password is set. Log in with it.')).toBeVisible();
  await fits(page);
  await page.getByRole('link', { name: 'Back to log-in' }).click();
  await page.getByLabel('E-mail').fill(tenant.email);
  await page.getByLabel('Password', { exact: true }).fill('nine brave kettles');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { name: 'Hello, Sari Wulandari' })).toBeVisible();
});

test('another address is confirmed there, the old one is told and brings itself back', async ({ owner: page, tenant, watch }) => {
  watch.expected.push(/status of 4(01|22)/);
  const next = tenant.email.replace('sari.', 'new.');
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/app/account');
  const form = page.locator('form').filter({ has: page.getByLabel('New e-mail address') });
  const ask = async (password: string) => {
    await form.getByLabel('New e-mail address').fill(next);
    await form.getByLabel('Current password').fill(password);
    await form.getByRole('button', { name: 'Send the link' }).click();
  };
  await ask('not my password');
  await expect(form.getByLabel('Current password')).toHaveAttribute('aria-invalid', 'true');
  await ask(tenant.password);
  await expect(page.getByText(`${next} waits to be confirmed: open the link we sent there.`)).toBeVisible();
  await accessible(page);
  await fits(page);
  await page.goto(await emailedLink(next));
  await expect(page.getByText('Your new address is confirmed. Log in with it from now on.')).toBeVisible();
  await page.goto('/app/account');
  await expect(page.getByText(next, { exact: true })).toBeVisible();

  // The first e-mail to the old address was to confirm it, the second tells it of its replacement.
  await page.goto(await emailedLink(tenant.email, 2));
  await page.getByLabel('New password').fill('nine brave kettles');
  await page.getByRole('button', { name: 'Restore the address' }).click();
  await expect(page.getByText('Your address is back. Log in with your new password.')).toBeVisible();
  await fits(page);
  await page.getByRole('link', { name: 'Back to log-in' }).click();
  await page.getByLabel('E-mail').fill(tenant.email);
  await page.getByLabel('Password', { exact: true }).fill('nine brave kettles');
  await page.getByRole('button', { name: 'Log in' }).click();
  await expect(page.getByRole('heading', { name: 'Hello, Sari Wulandari' })).toBeVisible();
});
