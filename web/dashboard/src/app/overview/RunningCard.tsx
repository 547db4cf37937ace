import { useGet } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { overview } from '../../i18n/overview';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { Progress, Skeleton } from '../../ui/Progress';

export function RunningCard() {
  const t = useWords(overview).running;
  const format = useFormat();
  const { data: campaigns, error } = useGet('/api/v1/campaigns', { query: { state: 'running', limit: 5 } });
  return (
    <Card title={t.title}>
      <ProblemNotice problem={campaigns ? null : error} />
      {!campaigns && !error && <Skeleton className="h-16" />}
      {campaigns?.length === 0 && <p className="text-soft">{t.none}</p>}
      <ul className="flex flex-col gap-4">
        {campaigns?.map(({ id, name, counts }) => {
          const done = counts.total - counts.queued - counts.leased - counts.submitting - counts.retry;
          const text = t.progress(format.number(done), format.number(counts.total));
          return (
            <li key={id}>
              <div className="mb-1.5 flex items-baseline justify-between gap-4">
                <span className="min-w-0 truncate font-semibold">{name}</span>
                <span className="nums shrink-0 text-sm text-soft">{text}</span>
              </div>
              <Progress label={name} share={counts.total === 0 ? 0 : done / counts.total} text={text} />
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
