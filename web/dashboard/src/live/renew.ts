// Loading anew what is on the screen, within reason.
import type { InfiniteData, Query, QueryClient } from '@tanstack/react-query';

/** A list scrolled further than this many pages is not loaded anew as a whole: that would be as many requests. */
const MANY_PAGES = 5;

function pagesOf(query: Query): InfiniteData<unknown> | null {
  const data = query.state.data;
  return data && typeof data === 'object' && 'pages' in data ? (data as InfiniteData<unknown>) : null;
}

/** A list that was scrolled far: events keep it true. */
export function isLong(query: Query): boolean {
  return (pagesOf(query)?.pages.length ?? 0) > MANY_PAGES;
}

/** Everything shown is loaded anew. `missed`: events are missing for good, so that long lists begin again from their first pages. */
export function renew(client: QueryClient, missed: boolean): void {
  const long = client.getQueryCache().findAll({ predicate: isLong });
  void client.invalidateQueries({ predicate: (query) => !isLong(query) });
  if (!missed) return;
  for (const { queryKey } of long) {
    client.setQueryData<InfiniteData<unknown>>(queryKey, (old) => old && { pages: old.pages.slice(0, MANY_PAGES), pageParams: old.pageParams.slice(0, MANY_PAGES) });
    void client.invalidateQueries({ queryKey, exact: true });
  }
}
