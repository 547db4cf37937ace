// For tests that kill the server or want it otherwise: a world of their own, so that nobody else notices.
import { test as base } from './fixtures';
import { start, type Wishes, type World } from './world';

export const test = base.extend<object, { world: World; wishes: Wishes }>({
  wishes: [{}, { scope: 'worker', option: true }],
  world: [
    async ({ wishes }, use) => {
      const shared = { url: process.env['SIAR_E2E_URL'], sandbox: process.env['SIAR_E2E_SANDBOX'] };
      const world = await start(wishes);
      Object.assign(process.env, { SIAR_E2E_URL: world.url, SIAR_E2E_SANDBOX: world.sandbox });
      await use(world);
      Object.assign(process.env, { SIAR_E2E_URL: shared.url, SIAR_E2E_SANDBOX: shared.sandbox });
      await world.stop();
    },
    { scope: 'worker', auto: true, timeout: 120_000 },
  ],
});
