import type { Browser, BrowserContext } from '@playwright/test';
import { get } from 'node:http';

import { expect, test } from '../fixtures';
import { figure, quantile } from './figure';

const ROUNDS = 5;
// A mid-range phone on a slow mobile network.
const SLOW = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const CPU = 4;
/** What the person came for is there: the form to fill in, or the answer to "is it connected, and what is left". */
const USEFUL = {
  '/app/login': 'input[type=password]',
  '/app/': 'main:not(:has([aria-busy=true])) [aria-live=polite]',
};

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Loads the page as somebody does who was never here: the time until it is useful, and the files until then. */
async function visit(browser: Browser, base: string, path: keyof typeof USEFUL, storageState: StorageState | undefined): Promise<{ ms: number; files: string[] }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 780 }, ...(storageState ? { storageState } : {}) });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  await cdp.send('Network.emulateNetworkConditions', SLOW);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: CPU });
  await page.addInitScript((selector) => {
    const look = () => {
      if (!document.querySelector(selector)) return void requestAnimationFrame(look);
      // After the frame that paints it.
      requestAnimationFrame(() => setTimeout(() => Object.assign(window, { usefulAt: performance.now() })));
    };
    requestAnimationFrame(look);
  }, USEFUL[path]);
  await page.goto(base + path, { waitUntil: 'commit' });
  const useful = await page.waitForFunction(() => (window as { usefulAt?: number }).usefulAt, null, { timeout: 60_000 }).catch(async (thrown: unknown) => {
    // Otherwise nobody could tell what stood there instead.
    throw new Error(`${path} was never useful, it said: ${await page.locator('body').innerText()}`, { cause: thrown });
  });
  const ms = Number(await useful.jsonValue());
  const files = await page.evaluate((until) => performance.getEntriesByType('resource').filter(({ startTime }) => startTime < until).map(({ name }) => name), ms);
  await context.close();
  return { ms, files };
}

/** Bytes of the file as a browser gets it that only knows gzip. */
async function gzipped(address: string): Promise<number> {
  return new Promise((done, failed) => {
    get(address, { headers: { 'accept-encoding': 'gzip' } }, (response) => {
      expect(response.headers['content-encoding'], address).toBe('gzip');
      let bytes = 0;
      response.on('data', (part: Buffer) => (bytes += part.length)).on('end', () => done(bytes));
    }).on('error', failed);
  });
}

test('the first page', async ({ page, browser, tenant, baseURL, watch }) => {
  const base = baseURL ?? '';
  watch.expected.push(/status of 401/);
  await page.goto('/app/login');
  await page.getByLabel('E-mail').fill(tenant.email);
  await page.getByLabel('Password', { exact: true }).fill(tenant.password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Hello/ })).toBeVisible();
  const loggedIn = await page.context().storageState();
  const took: Record<string, number> = {};
  const sizes = { js: 0, css: 0 };
  for (const path of ['/app/login', '/app/'] as const) {
    const visits = [];
    for (let round = 0; round < ROUNDS; round += 1) visits.push(await visit(browser, base, path, path === '/app/' ? loggedIn : undefined));
    took[path] = quantile(visits.map(({ ms }) => ms), 0.5);
    for (const kind of ['js', 'css'] as const) {
      const files = [...new Set(visits.flatMap(({ files }) => files.filter((name) => name.endsWith(`.${kind}`))))];
      const bytes = await Promise.all(files.map(gzipped));
      sizes[kind] = Math.max(sizes[kind], bytes.reduce((sum, one) => sum + one, 0) / 1024);
    }
  }
  const both = `log-in page ${Math.round(took['/app/login'] ?? NaN)} ms, overview ${Math.round(took['/app/'] ?? NaN)} ms`;
  figure('web_js_gzip_kb', sizes.js, 'everything that /app loaded until its first page was useful, the larger of log-in and overview, as served with gzip');
  figure('web_css_gzip_kb', sizes.css, 'as served with gzip');
  figure(
    'web_first_content_ms',
    Math.max(...Object.values(took)),
    `from the navigation until the form, or the connection's state, is painted; 1.6 Mbit/s, 150 ms, CPU slowed ${CPU} times, nothing cached, 360 pixels; medians of ${ROUNDS}: ${both}`,
  );
});
