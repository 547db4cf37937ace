import { usePages } from '../../api/query';
import type { Schemas } from '../../api/client';
import { admin } from '../../i18n/admin';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { SessionBadge, holdOf } from '../../shell/SessionBadge';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { ShowAll } from './ShowAll';

export function SessionsCard() {
  const t = useWords(admin).sessions;
  const format = useFormat();
  const { rows, problem, isPending, hasNextPage } = usePages('/api/v1/admin/sessions', {}, 200);
  const counts = new Map<string, { session: Schemas['SessionView']; count: number }>();
  for (const { session } of rows) {
    const key = holdOf(session) ?? session.state;
    const seen = counts.get(key);
    if (seen) seen.count += 1;
    else counts.set(key, { session, count: 1 });
  }
  const sorted = [...counts].sort((a, b) => b[1].count - a[1].count);
  return (
    <Card title={t.title} actions={<ShowAll to="/sessions" of={t.title} />}>
      <ProblemNotice problem={problem} />
      {isPending && <Skeleton className="h-24" />}
      {!isPending && !problem && sorted.length === 0 && <p className="text-soft">{t.none}</p>}
      <dl className="flex flex-col gap-3" aria-live="polite">
        {sorted.map(([key, { session, count }]) => (
          <div key={key} className="flex items-center justify-between gap-3">
            <dt>
              <SessionBadge state={session.state} hold={session.hold ?? null} />
            </dt>
            <dd className="nums text-lg font-bold">
              {format.number(count)}
              {hasNextPage && '+'}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
