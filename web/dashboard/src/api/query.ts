import {
  QueryClient,
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  type QueryKey,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';

import { api, type Ask, type DataOf, type EnvelopeOf, type PathOf } from './client';
import { Problem } from './problem';

/** The stream tells what changed, so nothing is asked again by the clock or by a look at the window. */
export function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // Whether the machine has the internet says nothing about whether this server answers.
        networkMode: 'always',
        retry: (count, error) => error instanceof Problem && error.isPassing && count < 3,
        retryDelay: (count, error) =>
          error instanceof Problem && error.retryAfter ? error.retryAfter * 1000 : Math.min(8000, 500 * 2 ** count),
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

type Quiet<P extends PathOf<'get'>> = Omit<Ask<'get', P>, 'signal' | 'body' | 'idempotencyKey'>;
type Options = { enabled?: boolean; keepPrevious?: boolean };
type QueryArgs<P extends PathOf<'get'>> = Record<string, never> extends Quiet<P> ? [ask?: Quiet<P>, options?: Options] : [ask: Quiet<P>, options?: Options];

/** The cache's key of an address: `keyOf('/api/v1/contacts')` also names every page and filter of it. */
export function keyOf(path: PathOf<'get'>, ask?: object): QueryKey {
  return ask === undefined || Object.keys(ask).length === 0 ? [path] : [path, ask];
}

/** How a GET is asked for and where it is kept. */
export function askedAs<P extends PathOf<'get'>>(path: P, ...[ask]: QueryArgs<P>): { queryKey: QueryKey; queryFn: (context: { signal: AbortSignal }) => Promise<DataOf<'get', P>> } {
  return {
    queryKey: keyOf(path, ask),
    queryFn: async ({ signal }) => {
      const send = api.get as (path: P, ask: object) => Promise<EnvelopeOf<'get', P>>;
      const envelope = await send(path, { ...ask, signal });
      return (envelope as { data: DataOf<'get', P> }).data;
    },
  };
}

/** `data` of a GET, cached by its address. */
export function useGet<P extends PathOf<'get'>>(path: P, ...[ask, options]: QueryArgs<P>): UseQueryResult<DataOf<'get', P>, Problem> {
  return useQuery<DataOf<'get', P>, Problem>({
    ...askedAs<P>(path, ...([ask] as unknown as QueryArgs<P>)),
    enabled: options?.enabled ?? true,
    ...(options?.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

type Row<P extends PathOf<'get'>> = DataOf<'get', P> extends (infer R)[] ? R : never;

/** A list that the server gives by pages; `rows` are all that were loaded so far. */
export function usePages<P extends PathOf<'get'>>(path: P, ask: Quiet<P>, pageSize = 50, options?: Options) {
  const query = useInfiniteQuery({
    queryKey: [path, ask, 'pages', pageSize],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam, signal }) => {
      const send = api.get as (path: P, ask: object) => Promise<unknown>;
      const given = (ask as { query?: object }).query;
      const envelope = await send(path, { ...ask, query: { ...given, limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) }, signal });
      return envelope as { data: Row<P>[]; meta?: { next_cursor?: string | null } | null };
    },
    getNextPageParam: (last) => last.meta?.next_cursor ?? null,
    enabled: options?.enabled ?? true,
    ...(options?.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
  const loaded = query.data?.pages;
  // A long list is not put together anew because something else on the page changed.
  const rows = useMemo(() => loaded?.flatMap((page) => page.data) ?? [], [loaded]);
  return { ...query, rows, problem: query.error ? Problem.from(query.error) : null };
}

/**
 * One key per intent: the same until `done` is called, so that a double click or a repetition after a lost answer does the work once.
 *   const intent = useIntent();
 *   await api.post('/api/v1/campaigns/{id}/start', { path: { id }, idempotencyKey: intent.key() }); intent.done();
 */
export function useIntent(): { key: () => string; done: () => void } {
  const key = useRef<string | null>(null);
  return {
    key: useCallback(() => (key.current ??= newKey()), []),
    done: useCallback(() => {
      key.current = null;
    }, []),
  };
}

function newKey(): string {
  // randomUUID exists only where the page is served securely.
  return crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
