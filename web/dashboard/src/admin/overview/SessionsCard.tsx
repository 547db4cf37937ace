import { usePages } from '../../api/query';
import type { Schemas } from '../../api/client';
import { admin } from '../../i18n/admin';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { SessionBadge } from '../../shell/SessionBadge';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { ShowAll } from './ShowAll';

export function SessionsCard() {
  const t = useWords(admin).sessions;
  const format = useFormat();
  const { rows, problem, isPending, hasNextPage } = usePages('/api/v1/admin/sessions', {}, 200);
  const counts = new Map<Schemas['SessionState'], number>();
  for (const { session } of rows) counts.set(session.state, (counts.get(session.state) ?? 0) + 1);
  const sorted = [...counts].sort((a, b) => b[1] - a[1]);
  return (
    <Card title={t.title} actions={<ShowAll to="/sessions" of={t.title} />}>
      <ProblemNotice problem={problem} />
      {isPending && <Skeleton className="h-24" />}
      {!isPending && !problem && sorted.length === 0 && <p className="text-soft">{t.none}</p>}
      <dl className="flex flex-col gap-3" aria-live="polite">
        {sorted.map(([state, count]) => (
          <div key={state} className="flex items-center justify-between gap-3">
            <dt>
              <SessionBadge state={state} />
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
