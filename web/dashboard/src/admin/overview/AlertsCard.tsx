import { Link } from '@tanstack/react-router';
import { Info, OctagonAlert, TriangleAlert } from 'lucide-react';

import { usePages } from '../../api/query';
import { admin } from '../../i18n/admin';
import { adminAlerts } from '../../i18n/admin_alerts';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { actorOf } from '../alerts/actorOf';
import { ShowAll } from './ShowAll';

const SHOWN = 3;
const LOOKS = {
  info: { icon: Info, ink: 'text-info-ink' },
  warning: { icon: TriangleAlert, ink: 'text-warn-ink' },
  critical: { icon: OctagonAlert, ink: 'text-bad-ink' },
};

/** The newest open alerts. */
export function AlertsCard() {
  const t = useWords(admin).alerts;
  const { severities, kinds, toActor } = useWords(adminAlerts);
  const format = useFormat();
  const { rows, problem, isPending } = usePages('/api/v1/admin/alerts', { query: { state: 'open' } });
  return (
    <Card title={t.title} actions={<ShowAll to="/alerts" of={t.title} />}>
      <ProblemNotice problem={problem} />
      {isPending && <Skeleton className="h-10" />}
      {!isPending && !problem && rows.length === 0 && <p className="text-soft">{t.none}</p>}
      <ul className="flex flex-col gap-3">
        {rows.slice(0, SHOWN).map((alert) => {
          const look = LOOKS[alert.severity as keyof typeof LOOKS] ?? LOOKS.warning;
          return (
            <li key={alert.id} className="flex items-start gap-3">
              <look.icon className={`mt-0.5 size-5 shrink-0 ${look.ink}`} aria-hidden />
              <span className="min-w-0">
                <span className="sr-only">{severities[alert.severity] ?? alert.severity}: </span>
                <span className="block font-semibold">{kinds[alert.kind] ?? alert.kind}</span>
                <span className="block break-words">{alert.text}</span>
                <span className="text-sm text-soft">
                  {alert.tenant_name && `${alert.tenant_name} · `}
                  {format.relative(alert.opened_at)}
                  {actorOf(alert) && (
                    <>
                      {' · '}
                      <Link to="/actors" search={{ at: actorOf(alert) } as never} className="font-semibold text-accent underline underline-offset-2">
                        {toActor}
                      </Link>
                    </>
                  )}
                </span>
              </span>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
