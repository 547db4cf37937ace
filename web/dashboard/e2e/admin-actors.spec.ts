import { accessible, expect, post, test } from './fixtures';

test('an actor is found by keyboard, parked with a reason and released, and the tree tells it live', async ({ admin: page, browser, watch }) => {
  watch.expected.push(/status of 422/);
  await page.goto('/admin/actors');
  const tree = page.getByRole('tree', { name: 'Actor tree' });
  await tree.focus();
  await page.keyboard.type('sweep');
  await expect(tree.getByRole('treeitem', { name: /^sweep Running/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem', { name: /^chores/ })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowLeft');
  await expect(tree.getByRole('treeitem', { name: /^sweep/ }), 'its branch is closed').toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('sweep');
  await page.keyboard.press('Enter');
  const panel = page.locator('[data-panel]');
  await expect(panel).toBeFocused();

  // Somebody else looks at the same time.
  const second = await (await browser.newContext({ storageState: await page.context().storageState(), baseURL: process.env['SIAR_E2E_URL'] ?? '' })).newPage();
  await second.goto('/admin/actors?at=root/chores/sweep');
  await expect(second.locator('[data-panel]').getByText('Running', { exact: true })).toBeVisible();

  await panel.getByRole('button', { name: 'Park' }).click();
  const dialog = page.getByRole('dialog', { name: 'Park sweep?' });
  await expect(dialog).toContainText('Nothing starts it again until somebody releases or restarts it');
  await accessible(page);
  await dialog.getByRole('button', { name: 'Park', exact: true }).click();
  await expect(dialog.getByLabel('Why'), 'a reason is asked for').toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Why').fill('looking into the disk');
  await dialog.getByRole('button', { name: 'Park', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('sweep is parked', { exact: true })).toBeVisible();
  await expect(panel.getByText('looking into the disk')).toBeVisible();
  await expect(second.locator('[data-panel]').getByText('looking into the disk'), 'the other one sees it without loading').toBeVisible();

  await page.getByLabel('Only trouble').check();
  await expect(tree.getByRole('treeitem')).toHaveText([/^root/, /^chores/, /^sweepParked/]);
  await accessible(page);
  await panel.getByRole('button', { name: 'Release' }).click();
  await page.getByRole('dialog', { name: 'Release sweep?' }).getByRole('button', { name: 'Release' }).click();
  await expect(second.locator('[data-panel]').getByText('Running', { exact: true })).toBeVisible();
  await expect(panel.getByText('Running', { exact: true })).toBeVisible();
  await expect(page.getByText('No trouble: everything runs.')).toBeVisible();
  await second.context().close();
});

test('what the actor cannot do is said in the dialog', async ({ admin: page, watch }) => {
  watch.expected.push(/status of 409/);
  await page.goto('/admin/actors?at=root/chores/imports');
  const panel = page.locator('[data-panel]');
  await panel.getByRole('button', { name: 'Park' }).click();
  await page.getByRole('dialog').getByLabel('Why').fill('trying');
  await page.getByRole('dialog').getByRole('button', { name: 'Park', exact: true }).click();
  await panel.getByRole('button', { name: 'Release' }).click();
  // Another administrator is quicker.
  expect(await post(page, '/admin/actors/release', { path: 'root/chores/imports' })).toBe(200);
  await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
  await expect(page.getByRole('alert')).toHaveText('This is not possible as it stands now: the child is not parked.');
  await accessible(page);
  await page.keyboard.press('Escape');
  await expect(panel.getByText('Running', { exact: true })).toBeVisible();
});
