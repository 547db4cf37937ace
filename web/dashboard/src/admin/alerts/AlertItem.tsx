import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Check, CircleCheck, Eye, Info, OctagonAlert, TriangleAlert } from 'lucide-react';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf } from '../../api/query';
import { adminAlerts } from '../../i18n/admin_alerts';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/Dialog';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';
import { useMay } from '../me';
import { actorOf } from './actorOf';

type Alert = Schemas['Alert'];

const LOOKS = {
  info: { tone: 'info', icon: Info },
  warning: { tone: 'warn', icon: TriangleAlert },
  critical: { tone: 'bad', icon: OctagonAlert },
} as const;

export function AlertItem({ alert }: { alert: Alert }) {
  const t = useWords(adminAlerts);
  const format = useFormat();
  const client = useQueryClient();
  const may = useMay('platform.write');
  const [asked, setAsked] = useState(false);
  const path = { id: alert.id };
  const fresh = () => void client.invalidateQueries({ queryKey: keyOf('/api/v1/admin/alerts') });
  const acknowledge = useSubmit(
    () => api.post('/api/v1/admin/alerts/{id}/acknowledge', { path }),
    () => {
      fresh();
      toast('good', t.acknowledged);
    },
  );
  const resolve = useSubmit(
    () => api.post('/api/v1/admin/alerts/{id}/resolve', { path }),
    () => {
      fresh();
      setAsked(false);
      toast('good', t.resolved);
    },
  );
  const look = LOOKS[alert.severity as keyof typeof LOOKS] ?? LOOKS.warning;
  const actor = alert.state === 'resolved' ? null : actorOf(alert);
  return (
    <li className="flex flex-col gap-3 border-b border-line p-5 last:border-0 sm:flex-row sm:items-start sm:justify-between sm:gap-6">
      <div className="min-w-0">
        <div className="mb-1.5 flex flex-wrap items-center gap-2">
          <Badge tone={look.tone} icon={look.icon}>
            {t.severities[alert.severity] ?? alert.severity}
          </Badge>
          <h2 className="font-bold">{t.kinds[alert.kind] ?? alert.kind}</h2>
          {alert.state === 'acknowledged' && (
            <Badge tone="info" icon={Eye}>
              {t.states.acknowledged}
            </Badge>
          )}
          {alert.state === 'resolved' && (
            <Badge tone="good" icon={CircleCheck}>
              {t.states.resolved}
            </Badge>
          )}
        </div>
        <p className="break-words">{alert.text}</p>
        <p className="mt-1 text-sm text-soft">
          {[
            alert.tenant_name ?? t.platform,
            <time key="opened" dateTime={alert.opened_at} title={format.dateTime(alert.opened_at)}>
              {format.relative(alert.opened_at)}
            </time>,
            alert.acknowledged_at && t.acknowledgedAt(format.dateTime(alert.acknowledged_at)),
            alert.resolved_at && t.resolvedAt(format.dateTime(alert.resolved_at)),
          ]
            .filter(Boolean)
            .map((part, place) => (
              <span key={place}>
                {place > 0 && ' · '}
                {part}
              </span>
            ))}
          {actor && (
            <>
              {' · '}
              <Link to="/actors" search={{ at: actor } as never} className="font-semibold text-accent underline underline-offset-2">
                {t.toActor}
              </Link>
            </>
          )}
        </p>
        <ProblemNotice problem={acknowledge.problem} className="mt-3" />
      </div>
      {may && alert.state !== 'resolved' && (
        <div className="flex shrink-0 flex-wrap gap-3">
          {alert.state === 'open' && (
            <Button look="secondary" size="sm" icon={<Eye aria-hidden />} busy={acknowledge.busy} onClick={() => void acknowledge.submit()}>
              {t.acknowledge}
            </Button>
          )}
          <Button look="secondary" size="sm" icon={<Check aria-hidden />} onClick={() => setAsked(true)}>
            {t.resolve}
          </Button>
        </div>
      )}
      <ConfirmDialog
        open={asked}
        onClose={() => setAsked(false)}
        onConfirm={() => void resolve.submit()}
        busy={resolve.busy}
        danger={false}
        title={t.resolveTitle}
        description={t.resolveText}
        confirm={t.resolve}
      >
        <ProblemNotice problem={resolve.problem} />
      </ConfirmDialog>
    </li>
  );
}
