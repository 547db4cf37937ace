
import { useGet } from '../../api/query';
import type { Schemas } from '../../api/client';
import { campaigns } from '../../i18n/campaigns';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Card, Figure } from '../../ui/Card';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { RecordLink } from '../../ui/RecordLink';
import { RiskBadge } from './RiskBadge';

/** With the others it would start and wait. */
const FORBIDS = new Set<Schemas['Obstacle']>(['nobody_to_send_to', 'no_subscription', 'quota_used_up']);

/** What the start would do, before it is done. */
export function CheckCard({ campaign }: { campaign: Schemas['CampaignDetail'] }) {
  const t = useWords(campaigns).check;
  const format = useFormat();
  const { data: report, error } = useGet('/api/v1/campaigns/{id}/preflight', { path: { id: campaign.id } });
  if (!report) return <Card title={t.title}>{error ? <ProblemNotice problem={error} /> : <Skeleton className="h-48" />}</Card>;
  const skips = Object.entries(report.skipped).filter(([, count]) => count > 0) as [keyof typeof t.skips, number][];
  const { risk } = report;
  return (
    <Card title={t.title}>
      <div className="flex flex-col gap-5">
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
          <Figure label={t.sent} value={format.number(report.will_be_sent)} />
          <Figure label={t.takes} value={format.duration(report.eta_seconds)} />
          <Figure label={t.cost} value={format.number(report.quota_cost)} />
          <Figure label={t.left} value={report.obstacles.includes('no_subscription') ? '–' : report.quota_left == null ? t.unlimited : format.number(report.quota_left)} />
        </dl>
        {report.obstacles.map((obstacle) => (
          <Notice key={obstacle} tone={FORBIDS.has(obstacle) ? 'bad' : 'warn'}>
            {t.obstacles[obstacle]}
          </Notice>
        ))}
        <div className="grid gap-5 sm:grid-cols-2">
          <section>
            <h3 className="mb-1 font-semibold">{t.skipped}</h3>
            {skips.length === 0 && <p className="text-soft">{t.nobodySkipped}</p>}
            <ul className="list-disc pl-5">
              {skips.map(([why, count]) => (
                <li key={why}>
                  {format.number(count)} {t.skips[why]}
                </li>
              ))}
            </ul>
            {report.missing_variables.length > 0 && (
              <p className="mt-2 text-sm text-soft">
                {report.missing_variables.map(({ name, contacts }) => t.lacking(name, format.number(contacts))).join(' · ')}{' '}
                {campaign.template_id && (
                  <RecordLink to="/templates/$id" id={campaign.template_id} className="font-semibold underline">
                    {t.who}
                  </RecordLink>
                )}
              </p>
            )}
          </section>
          <section>
            <h3 className="mb-1 flex flex-wrap items-center gap-2 font-semibold">
              {t.risk}
              <RiskBadge level={risk.level} />
            </h3>
            <p className="text-sm text-soft">{t.score(risk.score)}</p>
            <ul className="list-disc pl-5">
              {risk.reasons.map((reason) => (
                <li key={reason.cause}>{t.causes[reason.cause](format.number(reason.people))}</li>
              ))}
            </ul>
          </section>
        </div>
      </div>
    </Card>
  );
}
