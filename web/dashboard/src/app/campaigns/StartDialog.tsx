import { useEffect, useState } from 'react';

import { useGet } from '../../api/query';
import type { Problem } from '../../api/problem';
import { campaigns } from '../../i18n/campaigns';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { shell } from '../../i18n/shell';
import { Button } from '../../ui/Button';
import { Figure } from '../../ui/Card';
import { Dialog, SECOND_CLICK_MS } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { RiskBadge } from './RiskBadge';

/** Asks before anything is sent: to how many, at what cost, for how long, at what risk. Where the risk is high, their number is typed. */
export function StartDialog({ id, onStart, onClose, busy, problem }: { id: string; onStart: () => void; onClose: () => void; busy: boolean; problem: Problem | null }) {
  const t = useWords(campaigns);
  const common = useWords(shell);
  const format = useFormat();
  const { data: report, error } = useGet('/api/v1/campaigns/{id}/preflight', { path: { id } });
  const [typed, setTyped] = useState('');
  const [settled, setSettled] = useState(false);
  // What sends must not be what a double click meets.
  useEffect(() => {
    const timer = setTimeout(() => setSettled(true), SECOND_CLICK_MS);
    return () => clearTimeout(timer);
  }, []);
  const count = report?.will_be_sent ?? 0;
  const high = report?.risk.level === 'high';
  const agreed = !high || typed.replaceAll(/[\s.,]/gu, '') === String(count);
  return (
    <Dialog open onClose={onClose} title={t.startDialog.title} description={t.startDialog.lead}>
      <form
        className="flex flex-col gap-5"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (report?.may_start && settled && agreed) onStart();
        }}
      >
        <ProblemNotice problem={problem ?? error} />
        {!report && !error && <Skeleton className="h-28" />}
        {report && (
          <>
            <dl className="grid grid-cols-3 gap-4">
              <Figure label={t.check.sent} value={format.number(count)} />
              <Figure label={t.check.cost} value={format.number(report.quota_cost)} />
              <Figure label={t.check.takes} value={format.duration(report.eta_seconds)} />
            </dl>
            <p className="flex flex-wrap items-center gap-2">
              {t.check.risk} <RiskBadge level={report.risk.level} />
            </p>
          </>
        )}
        {high && (
          <Field label={t.startDialog.type(format.number(count))} hint={t.startDialog.typeHint}>
            <Input name="count" inputMode="numeric" autoComplete="off" value={typed} onChange={(event) => setTyped(event.target.value)} autoFocus />
          </Field>
        )}
        <div className="flex flex-wrap justify-end gap-3 max-sm:*:grow">
          <Button type="button" look="secondary" onClick={onClose} autoFocus={!high}>
            {common.cancel}
          </Button>
          <Button type="submit" busy={busy} disabled={!report?.may_start || !settled || !agreed}>
            {t.startDialog.confirm(count)}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
