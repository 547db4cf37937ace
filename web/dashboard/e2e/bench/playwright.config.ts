import { defineConfig } from '@playwright/test';

import e2e from '../playwright.config';

// The measurements of scripts/bench: one after the other, alone on the machine as far as that is in our hands.
export default defineConfig({
  ...e2e,
  testDir: '.',
  testMatch: /\.bench\.ts$/,
  globalSetup: './setup.ts',
  timeout: 600_000,
  workers: 1,
  fullyParallel: false,
  use: { ...e2e.use, trace: 'off', screenshot: 'off' },
});
