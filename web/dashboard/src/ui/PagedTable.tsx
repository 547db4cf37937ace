import type { ReactNode } from 'react';

import { Button } from './Button';
import { ProblemNotice } from './Notice';
import { Skeleton } from './Progress';
import { Table, type Column } from './Table';

/** What is known of a list that comes by pages. */
export interface Pages<R> {
  rows: R[];
  /** Absent until the first page is there. */
  data?: unknown;
  problem: Parameters<typeof ProblemNotice>[0]['problem'];
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** The whole life of a list inside a flush card: loading, failed, nobody there (`none`), rows, and a button for more of them. */
export function PagedTable<R>({ pages, none, more, ...table }: { pages: Pages<R>; none: ReactNode; more: string; label: string; columns: Column<R>[]; rowKey: (row: R) => string }) {
  if (!pages.data) return pages.problem ? <ProblemNotice problem={pages.problem} className="m-5" /> : <Skeleton className="m-5 h-40 w-auto" />;
  if (pages.rows.length === 0) return none;
  return (
    <>
      <Table {...table} rows={pages.rows} />
      {pages.hasNextPage && (
        <div className="border-t border-line p-4 text-center">
          <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {more}
          </Button>
        </div>
      )}
    </>
  );
}
