import { start } from '../world';

/** A world without the limits that protect people: what is measured is the pages. */
export default async function setup(): Promise<() => Promise<void>> {
  const world = await start({
    settings: { SIAR_PACE_LEAST_DELAY_MS: '1', SIAR_PACE_HOURLY_LIMIT: '1000000', SIAR_PACE_DAILY_LIMIT: '1000000', SIAR_LOG: 'warn' },
  });
  process.env['SIAR_E2E_URL'] = world.url;
  process.env['SIAR_E2E_SANDBOX'] = world.sandbox;
  return world.stop;
}
