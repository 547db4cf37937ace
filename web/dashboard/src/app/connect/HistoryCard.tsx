import { usePages } from '../../api/query';
import { connect } from '../../i18n/connect';
import { useFormat } from '../../i18n/format';
import { session } from '../../i18n/session';
import { shell } from '../../i18n/shell';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { Table } from '../../ui/Table';

/** What happened to the session, newest first. */
export function HistoryCard() {
  const t = useWords(connect).history;
  const s = useWords(session);
  const common = useWords(shell);
  const format = useFormat();
  const { rows, problem, isPending, hasNextPage, isFetchingNextPage, fetchNextPage } = usePages('/api/v1/session/history', {}, 8);
  return (
    <Card title={t.title} flush>
      {isPending && <Skeleton className="m-5 h-24 w-auto" />}
      <ProblemNotice problem={problem} className="m-5" />
      {!isPending && !problem && rows.length === 0 && <p className="px-5 pb-5 text-soft">{t.empty}</p>}
      {rows.length > 0 && (
        <Table
          label={t.title}
          rows={rows}
          rowKey={(row) => `${row.at}${row.from}${row.to}`}
          columns={[
            { key: 'when', head: t.when, nowrap: true, cell: (row) => <time dateTime={row.at}>{format.dateTime(row.at)}</time> },
            { key: 'from', head: t.from, cell: (row) => s.states[row.from], wideOnly: true },
            { key: 'to', head: t.to, cell: (row) => s.states[row.to] },
            { key: 'why', head: t.why, cell: (row) => (row.reason ? s.reason(row.reason) : null) },
          ]}
        />
      )}
      {hasNextPage && (
        <div className="border-t border-line p-3 text-center">
          <Button look="quiet" size="sm" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {common.loadMore}
          </Button>
        </div>
      )}
    </Card>
  );
}
