// What an event means for what was loaded before. Pages show the cache, so this is all that keeps them true; no page polls.
// An area that loads something new adds its line here.
import type { Query, QueryClient } from '@tanstack/react-query';

import type { Schemas } from '../api/client';
import { keyOf } from '../api/query';
import { isFiltered, patchRecipients } from './recipients';
import { isLong } from './renew';
import { together } from './soon';
import type { EventOf, ServerEvent } from './stream';

/** At most one reload of the same thing in this time, however many events come. */
const CALM_MS = 1000;
/** For what only slowly becomes untrue: a rate, the time that is left. */
const SLOW_MS = 5000;
/** The same for a curve over a campaign's life, which asks more of the server and hardly moves. */
const CURVE_MS = 10_000;
const planned = new Map<string, ReturnType<typeof setTimeout>>();

/** Marks as stale and loads anew what is on the screen: now, or together with what else comes within a second. */
function stale(client: QueryClient, path: Parameters<typeof keyOf>[0], calm: boolean | number = false, only: (query: Query) => boolean = () => true): void {
  if (!calm) {
    void client.invalidateQueries({ queryKey: keyOf(path), predicate: only });
    return;
  }
  if (planned.has(path)) return;
  planned.set(
    path,
    setTimeout(() => {
      planned.delete(path);
      // A list that was scrolled far is kept true by its events alone.
      void client.invalidateQueries({ queryKey: keyOf(path), predicate: (query) => only(query) && !isLong(query) });
    }, calm === true ? CALM_MS : calm),
  );
}

type CampaignParts = Pick<Schemas['Campaign'], 'id'> & Partial<Schemas['Campaign']>;

/** Changes a campaign wherever it is shown: its own page and every loaded page of the list. */
function patchCampaign(client: QueryClient, parts: CampaignParts): void {
  const patched = <T extends { id: string }>(campaign: T): T => (campaign.id === parts.id ? { ...campaign, ...parts } : campaign);
  client.setQueriesData<Schemas['CampaignDetail']>({ queryKey: keyOf('/api/v1/campaigns/{id}', { path: { id: parts.id } }) }, (old) =>
    old ? patched(old) : old,
  );
  client.setQueriesData<unknown>({ queryKey: keyOf('/api/v1/campaigns') }, (old: unknown) => {
    if (Array.isArray(old)) return (old as Schemas['Campaign'][]).map(patched);
    if (old && typeof old === 'object' && 'pages' in old) {
      const pages = (old as { pages: { data: Schemas['Campaign'][] }[] }).pages;
      return { ...old, pages: pages.map((page) => ({ ...page, data: page.data.map(patched) })) };
    }
    return old;
  });
}

type Busy = EventOf<'campaign-progress' | 'message-status-updated'>;

/** The two events that come many times a second: the newest counts of each campaign, and its people. */
const busy = together<[QueryClient, Busy]>((all) => {
  const client = all[0]?.[0];
  if (!client) return;
  const counts = new Map<string, EventOf<'campaign-progress'>['data']['counts']>();
  const people: EventOf<'message-status-updated'>[] = [];
  for (const [, event] of all) {
    if (event.type === 'campaign-progress') counts.set(event.data.campaign_id, event.data.counts);
    else people.push(event);
  }
  for (const [id, one] of counts) patchCampaign(client, { id, counts: one });
  if (people.length === 0) return;
  patchRecipients(client, people);
  // Who belongs into a filtered list now is for the server to say.
  stale(client, '/api/v1/campaigns/{id}/recipients', true, isFiltered);
});

export function applyEvent(client: QueryClient, event: ServerEvent): void {
  switch (event.type) {
    case 'qr-code':
      client.setQueryData(keyOf('/api/v1/session/qr'), event.data);
      return;
    case 'connection-status':
      client.setQueryData<Schemas['SessionView']>(keyOf('/api/v1/session'), (old) =>
        old ? { ...old, state: event.data.to, reason: event.data.reason ?? null, since: event.data.since, unknown_since: null } : old,
      );
      if (event.data.to !== 'scan_qr') client.removeQueries({ queryKey: keyOf('/api/v1/session/qr') });
      stale(client, '/api/v1/session');
      stale(client, '/api/v1/session/history');
      return;
    case 'session-expired':
      stale(client, '/api/v1/session');
      return;
    case 'campaign-progress':
      busy([client, event]);
      // Rate, time left and the rest of the funnel.
      stale(client, '/api/v1/campaigns/{id}', SLOW_MS);
      stale(client, '/api/v1/campaigns/{id}/rate', CURVE_MS);
      return;
    case 'campaign-status':
      patchCampaign(client, { id: event.data.campaign_id, state: event.data.state, pause_reason: event.data.pause_reason ?? null });
      stale(client, '/api/v1/campaigns');
      stale(client, '/api/v1/campaigns/{id}');
      stale(client, '/api/v1/campaigns/{id}/recipients', true);
      stale(client, '/api/v1/campaigns/{id}/rate');
      stale(client, '/api/v1/quota', true);
      return;
    case 'message-status-updated':
      busy([client, event]);
      return;
    case 'import-progress':
      if (event.data.state !== 'running') {
        stale(client, '/api/v1/contacts');
        stale(client, '/api/v1/lists');
        stale(client, '/api/v1/imports');
      }
      stale(client, '/api/v1/imports/{id}', event.data.state === 'running');
      return;
    case 'quota':
      client.setQueryData<Schemas['QuotaView']>(keyOf('/api/v1/quota'), (old) => {
        if (!old?.period) return old;
        const { limit, used, reserved } = event.data;
        return { ...old, period: { ...old.period, limit: limit ?? null, used, reserved, left: limit == null ? null : Math.max(0, limit - used - reserved) } };
      });
      return;
    case 'contact-suppressed':
    case 'contact-came-back':
      stale(client, '/api/v1/suppressions', true);
      stale(client, '/api/v1/contacts', true);
      return;
    case 'new-message':
    case 'pairing-code':
    case 'alert':
      return;
  }
}
