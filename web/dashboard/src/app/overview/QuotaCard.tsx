import { useGet } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { overview } from '../../i18n/overview';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { Progress, Skeleton } from '../../ui/Progress';

export function QuotaCard() {
  const t = useWords(overview).quota;
  const format = useFormat();
  const { data: quota, error } = useGet('/api/v1/quota');
  const period = quota?.period;
  return (
    <Card title={quota?.subscription ? `${t.title} · ${quota.subscription.package}` : t.title}>
      <ProblemNotice problem={quota ? null : error} />
      {!quota && !error && <Skeleton className="h-16" />}
      {quota && !quota.subscription && (
        <Notice tone="warn" title={t.none}>
          {t.noneText}
        </Notice>
      )}
      {quota?.subscription && !period && <Notice tone="warn">{t.ended}</Notice>}
      {period && (
        <div className="flex flex-col gap-3">
          <p className="nums text-3xl font-bold tracking-tight">
            {period.left == null ? '∞' : format.number(period.left)} <span className="text-base font-medium tracking-normal text-soft">{t.left.toLowerCase()}</span>
          </p>
          {period.limit != null && period.limit > 0 && (
            <Progress label={t.title} share={(period.used + period.reserved) / period.limit} text={t.used(format.number(period.used), format.number(period.limit))} />
          )}
          <p className="nums text-sm text-soft">
            {period.limit == null ? t.unlimited(format.number(period.used)) : t.used(format.number(period.used), format.number(period.limit))}
            {' · '}
            {t.until(format.date(period.ends_at))}
            {period.reserved > 0 && ` · ${t.reserved(format.number(period.reserved))}`}
            {period.per_day != null && ` · ${t.perDay(format.number(period.per_day))}`}
          </p>
        </div>
      )}
    </Card>
  );
}
