import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';
import { randomInt } from 'node:crypto';

import { ADMIN } from './world';

export { ADMIN, expect };

export interface Tenant {
  company: string;
  name: string;
  email: string;
  password: string;
}

interface Fixtures {
  /** Every console error, page error and policy report of the test fails it. `expected` adds what a test brings about on purpose. */
  watch: { expected: RegExp[] };
  /** A tenant of the test's own, registered through the API. */
  tenant: Tenant;
  /** The page, logged in as the tenant's owner. */
  owner: Page;
  /** The page, logged in as the administrator. */
  admin: Page;
}

export const test = base.extend<Fixtures>({
  baseURL: async ({}, use) => use(process.env['SIAR_E2E_URL']),
  watch: [
    async ({ page }, use) => {
      const found: string[] = [];
      const expected: RegExp[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || /content security policy/i.test(message.text())) found.push(`console: ${message.text()} (${message.location().url})`);
      });
      page.on('pageerror', (error) => found.push(`page: ${error.stack ?? error.message}`));
      await page.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`)),
      );
      await use({ expected });
      expect(found.filter((line) => !expected.some((pattern) => pattern.test(line)))).toEqual([]);
    },
    { auto: true },
  ],
  tenant: async ({ request }, use) => {
    const mark = `${Date.now().toString(36)}${randomInt(1e6).toString(36)}`;
    const tenant = { company: `Toko ${mark}`, name: 'Sari Wulandari', email: `sari.${mark}@e2e.siar.test`, password: 'rambutan at the harbour' };
    const response = await request.post('/api/v1/auth/register', { data: tenant });
    expect(response.status()).toBe(201);
    expect((await request.post('/api/v1/auth/verify-email', { data: { token: await emailedToken(tenant.email) } })).status()).toBe(200);
    await use(tenant);
  },
  owner: async ({ page, tenant }, use) => {
    await logIn(page, tenant, '/app/login');
    await use(page);
  },
  admin: async ({ page }, use) => {
    await logIn(page, ADMIN, '/admin/login');
    await use(page);
  },
});

/** Logs the browser in without the form: as the page itself would ask. */
export async function logIn(page: Page, { email, password }: { email: string; password: string }, from: string): Promise<void> {
  await page.goto(from);
  const status = await page.evaluate(
    async (body) => (await fetch('/api/v1/auth/login', { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status,
    JSON.stringify({ email, password, cookies: true }),
  );
  expect(status).toBe(200);
}

/** Asks the API as the page's own user; answers the status. */
export async function post(page: Page, path: string, body: object): Promise<number> {
  return page.evaluate(
    async ([path, body]) => (await fetch(`/api/v1${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status,
    [path, JSON.stringify(body)] as const,
  );
}

/** The id of a tenant, asked as the administrator who is logged in. */
export async function tenantId(page: Page, { company }: Tenant): Promise<string> {
  const id = await page.evaluate(async (search) => {
    const answer = (await (await fetch(`/api/v1/admin/customers?search=${encodeURIComponent(search)}`)).json()) as { data: { id: string }[] };
    return answer.data[0]?.id;
  }, company);
  expect(id).toBeTruthy();
  return id ?? '';
}

export type Look = { language: 'en' | 'id'; theme: 'light' | 'dark' };

/** What the person chose on this device before. */
export async function choose(page: Page, { language, theme }: Look): Promise<void> {
  await page.addInitScript(
    ([language, theme]) => {
      localStorage.setItem('siar.language', language);
      localStorage.setItem('siar.theme', theme);
    },
    [language, theme] as const,
  );
}

/** WCAG 2.2 AA: no finding at all. */
export async function accessible(page: Page): Promise<void> {
  // What is half faded in has no contrast to speak of, and something may come (a toast) while axe looks: nothing fades meanwhile.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => (animation.effect?.getComputedTiming().endTime === Infinity ? animation.cancel() : animation.finished.catch(() => null)))));
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  await page.emulateMedia({ reducedMotion: null });
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map((node) => `${node.html} ${node.failureSummary}`) }))).toEqual([]);
}

/** Nothing reaches over the page's right edge. */
export async function fits(page: Page): Promise<void> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, 'pixels that reach over the edge').toBeLessThanOrEqual(0);
}

// --- The sandbox ----------------------------------------------------------------------------------------------------------------------

const control = (path: string) => `${process.env['SIAR_E2E_SANDBOX']}/control${path}`;

async function tell(path: string, body: object): Promise<unknown> {
  const response = await fetch(control(path), { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const text = await response.text();
  expect(response.ok, `${path}: ${response.status} ${text}`).toBe(true);
  return text ? JSON.parse(text) : null;
}

/** A phone of the simulated world, with a number of its own. */
export async function newPhone(): Promise<string> {
  const number = `+62812${String(randomInt(1e8)).padStart(8, '0')}`;
  await tell('/phones', { number });
  return number;
}

/** Points the phone at the page's QR code. */
export async function scan(page: Page, phone: string): Promise<void> {
  const qr = await page.locator('[data-qr]').getAttribute('data-qr');
  await tell(`/phones/${encodeURIComponent(phone)}/scan`, { qr });
}

export interface Email {
  id: number;
  subject: string;
  text: string;
}

/** The e-mails to an address that the simulated world's mail server has taken, newest first: once there are `count` of them. */
export async function emails(to: string, count = 1): Promise<Email[]> {
  let found: Email[] = [];
  await expect(async () => {
    found = (await (await fetch(control(`/emails?to=${encodeURIComponent(to)}`))).json()) as Email[];
    expect(found.length).toBeGreaterThanOrEqual(count);
  }).toPass({ timeout: 20_000, intervals: [20, 50, 100] });
  return found;
}

/** The link in the newest e-mail to an address. */
export async function emailedLink(to: string, count = 1): Promise<string> {
  const [newest] = await emails(to, count);
  const link = /https?:\S+/.exec(newest?.text ?? '')?.[0];
  expect(link, newest?.text).toBeTruthy();
  return link ?? '';
}

async function emailedToken(to: string): Promise<string> {
  return (await emailedLink(to)).split('#token=')[1] ?? '';
}

export { tell };
