// Brings a business to where a test begins, over the public API: what clicking through this looks like is tried in campaign.spec.ts.
import { expect, type APIRequestContext, type Locator, type Page } from '@playwright/test';

import { ADMIN, newPhone, tell, type Tenant } from './fixtures';

type Answer = Record<string, never>;
export type Ask = <T = Answer>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, data?: unknown, headers?: Record<string, string>) => Promise<T>;

/** Asks as somebody who is logged in; answers `data`. */
export async function askAs(request: APIRequestContext, { email, password }: { email: string; password: string }): Promise<Ask> {
  const login = await request.post('/api/v1/auth/login', { data: { email, password } });
  expect(login.status()).toBe(200);
  const authorization = `Bearer ${(await login.json()).data.access_token}`;
  return async (method, path, data, headers) => {
    const response = await request.fetch(`/api/v1${path}`, { method, headers: { authorization, ...headers }, ...(data === undefined ? {} : { data }) });
    const text = await response.text();
    expect(response.ok(), `${method} ${path}: ${response.status()} ${text}`).toBe(true);
    return text ? JSON.parse(text).data : null;
  };
}

/** Gives the business a package: that is the operator's to do. */
export async function subscribed(request: APIRequestContext, tenant: Tenant, name = 'Business'): Promise<void> {
  const admin = await askAs(request, ADMIN);
  const [found] = await admin<{ id: string }[]>('GET', `/admin/customers?search=${encodeURIComponent(tenant.company)}`);
  const packages = await admin<{ id: string; name: string }[]>('GET', '/admin/packages');
  await admin('PUT', `/admin/customers/${found?.id}/subscription`, { package_id: (packages.find((one) => one.name === name) ?? packages[0])?.id, months: 1 });
}

/** Links a new phone of the sandbox, at the quickest pace that the platform allows. */
export async function linked(ask: Ask): Promise<string> {
  const { limits } = await ask<{ limits: Record<string, number> }>('GET', '/session/pace');
  await ask('PUT', '/session/pace', {
    min_delay_ms: limits['least_delay_ms'] ?? limits['min_delay_ms'],
    max_delay_ms: limits['least_delay_ms'] ?? limits['min_delay_ms'],
    hourly_cap: limits['hourly_cap'],
    daily_cap: limits['daily_cap'],
  });
  await ask('POST', '/session/start', {});
  const phone = await newPhone();
  const state = async () => (await ask<{ state: string }>('GET', '/session')).state;
  await expect.poll(state, { timeout: 60_000 }).toBe('scan_qr');
  const { code } = await ask<{ code: string }>('GET', '/session/qr');
  await tell(`/phones/${encodeURIComponent(phone)}/scan`, { qr: code });
  await expect.poll(state, { timeout: 60_000 }).toBe('working');
  return phone;
}

export const number = (n: number) => `+628125${String(n).padStart(7, '0')}`;

/** A campaign to `people` numbers, not started. */
export async function drafted(ask: Ask, name: string, people: number, from = 0): Promise<string> {
  const numbers = Array.from({ length: people }, (_, n) => number(from + n));
  return (await ask<{ id: string }>('POST', '/campaigns', { name, text: 'Halo, sampai Sabtu!', numbers, require_consent: false })).id;
}

/** Asks to start the campaign on the page, types their number where the risk is high, and answers the button that sends. */
export async function askToStart(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Start now' }).click();
  const dialog = page.getByRole('dialog', { name: 'Start this campaign?' });
  const send = dialog.getByRole('button', { name: /^Send to [1-9]/ });
  await expect(send).toBeVisible();
  const count = (await send.innerText()).replaceAll(/\D/gu, '');
  const typed = dialog.getByLabel(/^Type /);
  if (await typed.count()) await typed.fill(count);
  await expect(send).toBeEnabled();
  return send;
}

/** Starts the campaign on the page. */
export async function startNow(page: Page): Promise<void> {
  await (await askToStart(page)).click();
}
