import { start } from '../world';

/** People as the sandbox makes them, only a little quicker; codes that stay long enough to be looked at. */
export default async function setup(): Promise<() => Promise<void>> {
  const world = await start({ settings: { SIAR_PACE_LEAST_DELAY_MS: '200' }, sandboxArgs: ['--time-scale', '3', '--qr-ms', '60000'] });
  process.env['SIAR_E2E_URL'] = world.url;
  process.env['SIAR_E2E_SANDBOX'] = world.sandbox;
  return world.stop;
}
