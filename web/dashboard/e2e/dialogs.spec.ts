import type { Page } from '@playwright/test';

import { accessible, choose, expect, fits, test } from './fixtures';
import { askAs, drafted, linked, subscribed } from './ready';

// Every dialog of the app, on a desktop by day and on a phone by night: it has a name, holds the focus, fits, gives the focus back, and axe
// finds nothing. What they do is tried where they belong.

for (const [theme, viewport] of [
  ['light', { width: 1280, height: 800 }],
  ['dark', { width: 360, height: 740 }],
] as const) {
  const opened = async (page: Page, button: string) => {
    const opener = page.getByRole('button', { name: button, exact: true }).first();
    await opener.click();
    const dialog = page.locator('dialog[open]');
    await expect(dialog).toHaveAccessibleName(/\S/);
    expect(await dialog.evaluate((element) => element.contains(document.activeElement)), `${button}: the focus is inside`).toBe(true);
    await fits(page);
    await accessible(page);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(opener, `${button}: the focus comes back`).toBeFocused();
  };

  test(`dialogs about people, lists, templates and the account, ${theme}`, async ({ owner: page, tenant, request }) => {
    test.slow();
    await page.setViewportSize(viewport);
    await choose(page, { language: 'en', theme });
    const ask = await askAs(request, tenant);
    const { id: person } = await ask<{ id: string }>('POST', '/contacts', { phone: '081234500001', name: 'Ani', consent: { source: 'chat' } });
    const { id: list } = await ask<{ id: string }>('POST', '/lists', { name: 'Neighbours' });
    await ask('POST', `/lists/${list}/numbers`, { text: '081234500001' });
    await ask('POST', '/templates', { name: 'Weekend', body: 'Halo {name}' });
    await ask('POST', '/suppressions', { phones: ['081234500009'] });
    for (const [path, ...buttons] of [
      ['/app/contacts', 'Add a contact', 'Delete: Ani'],
      [`/app/contacts/${person}`, 'Delete', 'Block', 'Withdraw the agreement'],
      ['/app/lists', 'New list', 'Rename: Neighbours', 'Delete: Neighbours'],
      [`/app/lists/${list}`, 'Add numbers', 'Rename', 'Delete', 'Take out of the list: Ani'],
      ['/app/suppressions', 'Add numbers', 'Take off: +6281234500009'],
      ['/app/templates', 'Delete: Weekend'],
      ['/app/connect', 'Change the speed'],
      ['/app/team', 'Invite somebody'],
      ['/app/account', 'Turn on', 'End: Playwright/1.65.1'],
    ] as const) {
      await page.goto(path);
      for (const button of buttons) {
        const shown = page.getByRole('button', { name: button.startsWith('End: ') ? /^End: / : button, exact: true }).first();
        await expect(shown, `${path}: ${button}`).toBeVisible();
        await opened(page, (await shown.getAttribute('aria-label')) ?? button);
      }
    }
    if (viewport.width < 640) await opened(page, 'More');
  });

  test(`dialogs about campaigns and the connection, ${theme}`, async ({ owner: page, tenant, request }) => {
    test.slow();
    await page.setViewportSize(viewport);
    await choose(page, { language: 'en', theme });
    await subscribed(request, tenant);
    const ask = await askAs(request, tenant);
    await linked(ask);
    const id = await drafted(ask, 'Saturday', 60);
    await page.goto(`/app/campaigns/${id}`);
    for (const button of ['Delete the draft', 'Start later', 'Start now']) await opened(page, button);
    await ask('PUT', '/session/pace', { min_delay_ms: 20_000, max_delay_ms: 20_000 });
    await ask('POST', `/campaigns/${id}/start`);
    await page.goto(`/app/campaigns/${id}`);
    await opened(page, 'Cancel');
    await page.goto('/app/connect');
    for (const button of ['Restart', 'Stop', 'Unlink the account']) await opened(page, button);
  });
}
