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

test('a thousand sessions: only what is on the screen exists, the one in trouble is found at once, and changes are drawn quickly', async ({ admin: page }) => {
  type Node = { path: string; children: Partial<Node>[] };
  const now = new Date().toISOString();
  const grow = (tree: Node) => {
    const sessions = tree.children.find((child) => child.path === 'root/sessions');
    if (!sessions) throw new Error('no sessions');
    sessions.children = Array.from({ length: 1000 }, (_, n): object => ({
      id: `shop-${n}`,
      path: `root/sessions/shop-${n}`,
      kind: 'actor',
      actor: 'SessionActor',
      state: n === 777 ? { name: 'parked', reason: 'crashed too often' } : { name: 'running' },
      since: now,
      started_at: now,
      uptime_ms: 5,
      mailbox_depth: n % 3,
      mailbox_capacity: 64,
      restarts: 0,
      crashes: 0,
      children: [],
    }));
    return tree;
  };
  let tell: (frame: object) => void = () => {};
  await page.routeWebSocket(/\/api\/v1\/stream/, (socket) => {
    const server = socket.connectToServer();
    tell = (frame) => socket.send(JSON.stringify(frame));
    server.onMessage((message) => {
      const frame = JSON.parse(String(message)) as { type: string; data: never };
      socket.send(frame.type === 'actor-tree' ? JSON.stringify({ ...frame, data: grow(frame.data) }) : String(message));
    });
  });
  await page.route('**/api/v1/admin/actors', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { data: never };
    await route.fulfill({ response, json: { ...body, data: grow(body.data) } });
  });
  await page.goto('/admin/actors');
  const tree = page.getByRole('tree');
  const sessions = tree.getByRole('treeitem', { name: /^sessions/ });
  await expect(sessions).toHaveAttribute('aria-expanded', 'false');
  await expect(sessions).toContainText('1 needs a look');
  await tree.focus();
  await page.keyboard.type('sess');
  await page.keyboard.press('ArrowRight');
  await expect(tree.getByRole('treeitem', { name: /^shop-0 / })).toHaveAttribute('aria-setsize', '1000');
  await page.keyboard.type('shop-999');
  await expect(tree.getByRole('treeitem', { name: /^shop-999 / })).toBeVisible();
  expect(await tree.getByRole('treeitem').count()).toBeLessThan(60);
  await accessible(page);

  // 300 changes within a moment. Counted is the processor's time, which other programs on the machine do not lengthen.
  const probe = await page.context().newCDPSession(page);
  await probe.send('Performance.enable');
  const spent = async () => (await probe.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime')?.value ?? NaN;
  const before = await spent();
  for (let n = 0; n < 300; n += 1) {
    const path = `root/sessions/shop-${n}`;
    tell({ type: 'actor-health', data: { sequence: 1e9 + n, at: now, path, kind: 'actor', change: { type: 'crashed', error: 'the page closed' } } });
  }
  tell({ type: 'actor-health', data: { sequence: 1e9 + 300, at: now, path: 'root/sessions/shop-999', kind: 'actor', change: { type: 'entered', state: { name: 'stopping' } } } });
  await expect(tree.getByRole('treeitem', { name: /^shop-999 / })).toContainText('Stopping');
  expect(((await spent()) - before) / 300, 'seconds of the page’s own thread for one change').toBeLessThan(0.02);

  await page.getByLabel('Find').fill('SHOP-777');
  await page.getByLabel('Only trouble').check();
  await expect(tree.getByRole('treeitem')).toHaveText([/^root/, /^sessions/, /^shop-777Parked/]);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
