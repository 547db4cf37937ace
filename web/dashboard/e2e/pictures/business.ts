// Businesses that look like some: names, people and messages as they are in Indonesia. All of them are made up.
import type { APIRequestContext } from '@playwright/test';

import { expect, type Tenant } from '../fixtures';
import { askAs, linked, subscribed, type Ask } from '../ready';

const FIRST = ['Ani', 'Bayu', 'Citra', 'Dewi', 'Eko', 'Fitri', 'Gilang', 'Hana', 'Indra', 'Joko', 'Kartika', 'Lestari', 'Maya', 'Nanda', 'Okta', 'Putri', 'Rizky', 'Sinta', 'Tono', 'Wulan'];
const LAST = ['Wijaya', 'Pratama', 'Kusuma', 'Sari', 'Santoso', 'Hidayat', 'Lubis', 'Nugroho', 'Siregar', 'Halim', 'Utami', 'Saputra', 'Anggraini'];

/** A business with a package, by its owner. */
export async function business(request: APIRequestContext, company: string, owner: string): Promise<Tenant & { ask: Ask }> {
  const mark = company.toLowerCase().replaceAll(' ', '');
  const tenant = { company, name: owner, email: `${owner.toLowerCase()}@${mark}.test`, password: 'seven boats before dawn' };
  expect((await request.post('/api/v1/auth/register', { data: tenant })).status()).toBe(201);
  await subscribed(request, tenant);
  return { ...tenant, ask: await askAs(request, tenant) };
}

/** A list of `count` people who agreed to hear from the business; answers its id. */
export async function peopleOf(ask: Ask, list: string, count: number): Promise<string> {
  const { id } = await ask<{ id: string }>('POST', '/lists', { name: list });
  const rows = Array.from({ length: count }, (_, n) => `0812${String(34_000_000 + ((n * 7919) % 1_000_000)).padStart(8, '0')},${FIRST[n % FIRST.length]} ${LAST[(n * 5) % LAST.length]}`);
  const query = new URLSearchParams({ file_name: 'pelanggan.csv', list_id: id, settings: JSON.stringify({ consent_source: 'in_person' }) });
  const made = await ask<{ id: string }>('POST', `/imports?${query}`, Buffer.from(['phone_number,name', ...rows].join('\n')), { 'content-type': 'text/csv' });
  await expect.poll(async () => (await ask<{ state: string }>('GET', `/imports/${made.id}`)).state, { timeout: 60_000 }).toBe('completed');
  return id;
}

/** A campaign to the list, begun. */
export async function begun(ask: Ask, name: string, text: string, list: string): Promise<string> {
  const { id } = await ask<{ id: string }>('POST', '/campaigns', { name, text, list_ids: [list], require_consent: true });
  await ask('POST', `/campaigns/${id}/start`, {});
  return id;
}

/** Linked, and sending about this many messages a minute. */
export async function sending(ask: Ask, perMinute: number): Promise<void> {
  await linked(ask);
  const { limits } = await ask<{ limits: Record<string, number> }>('GET', '/session/pace');
  const middle = 60_000 / perMinute;
  await ask('PUT', '/session/pace', { min_delay_ms: Math.round(middle * 0.7), max_delay_ms: Math.round(middle * 1.3), hourly_cap: limits['hourly_cap'], daily_cap: limits['daily_cap'] });
}
