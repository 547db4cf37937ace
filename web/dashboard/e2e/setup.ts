import { start } from './world';

/** Before all tests; what it answers runs after them. Workers read the addresses from the environment. */
export default async function setup(): Promise<() => Promise<void>> {
  const world = await start();
  process.env['SIAR_E2E_URL'] = world.url;
  process.env['SIAR_E2E_SANDBOX'] = world.sandbox;
  return world.stop;
}
