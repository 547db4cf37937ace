import { defineConfig } from '@playwright/test';

import e2e from '../playwright.config';

// The pictures of the README, taken of the running product by scripts/screenshots.
export default defineConfig({
  ...e2e,
  testDir: '.',
  testMatch: /\.picture\.ts$/,
  globalSetup: './setup.ts',
  timeout: 400_000,
  workers: 1,
  fullyParallel: false,
  use: { ...e2e.use, trace: 'off', screenshot: 'off', colorScheme: 'light' },
});
