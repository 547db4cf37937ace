// A campaign's people change many times a second and the list may be long: what an event says is written into the loaded pages, instead of
// asking the server for all of them anew.
import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';

import type { Schemas } from '../api/client';
import { keyOf } from '../api/query';
import type { EventOf } from './stream';

type Row = Schemas['Recipient'];
type Page = { data: Row[] };
type Pages = InfiniteData<Page>;
type Change = Pick<Row, 'state' | 'reason'> & { at: string };

/** When it happened, by the state that it led to. */
const TIMES: Partial<Record<Row['state'], keyof Row>> = {
  submitting: 'submitted_at',
  sent: 'sent_at',
  delivered: 'delivered_at',
  read: 'read_at',
  failed: 'ended_at',
  skipped: 'ended_at',
  unknown: 'ended_at',
};

/** A list of only those in some state. */
export function isFiltered({ queryKey }: Query): boolean {
  return (queryKey[1] as { query?: { state?: string } } | undefined)?.query?.state !== undefined;
}

/** Writes what the events say into every loaded list of their campaigns. */
export function patchRecipients(client: QueryClient, events: EventOf<'message-status-updated'>[]): void {
  const campaigns = new Map<string, Map<number, Change>>();
  for (const { data, at } of events) {
    const changes = campaigns.get(data.campaign_id) ?? new Map<number, Change>();
    campaigns.set(data.campaign_id, changes);
    for (const { ordinal, state, reason } of data.items) changes.set(ordinal, { state, reason: reason ?? null, at });
  }
  for (const query of client.getQueryCache().findAll({ queryKey: keyOf('/api/v1/campaigns/{id}/recipients') })) {
    const ask = query.queryKey[1] as { path?: { id?: string } } | undefined;
    const changes = campaigns.get(ask?.path?.id ?? '');
    if (changes) client.setQueryData<Pages>(query.queryKey, (old) => old?.pages && { ...old, pages: old.pages.map((page) => patched(page, changes)) });
  }
}

/** Pages come in order of their rows. */
function patched(page: Page, changes: Map<number, Change>): Page {
  const [first, last] = [page.data[0]?.ordinal ?? 0, page.data.at(-1)?.ordinal ?? -1];
  if (![...changes.keys()].some((ordinal) => ordinal >= first && ordinal <= last)) return page;
  return {
    ...page,
    data: page.data.map((row) => {
      const change = changes.get(row.ordinal);
      if (!change) return row;
      const time = TIMES[change.state];
      return { ...row, state: change.state, reason: change.reason ?? null, ...(time ? { [time]: change.at } : {}) };
    }),
  };
}
