import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { defineConfig } from '@playwright/test';

const root = process.getuid?.() === 0;

// A folder of this run's own, also for its workers: two runs at a time must not clear each other's.
const results = (process.env['SIAR_E2E_RESULTS'] ??= mkdtempSync(join(tmpdir(), 'siar-e2e-')));

export default defineConfig({
  testDir: '.',
  outputDir: results,
  globalSetup: './setup.ts',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // A flaky test is a broken one.
  retries: 0,
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['list']],
  use: {
    // Nobody waits longer for something to press.
    actionTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    locale: 'en-GB',
    timezoneId: 'Asia/Jakarta',
    launchOptions: {
      executablePath: process.env['SIAR_CHROMIUM'] ?? '/usr/bin/chromium',
      args: root ? ['--no-sandbox'] : [],
    },
  },
});
