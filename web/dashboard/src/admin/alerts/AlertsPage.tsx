import { BellOff } from 'lucide-react';
import { useState } from 'react';

import type { Schemas } from '../../api/client';
import { usePages } from '../../api/query';
import { adminAlerts } from '../../i18n/admin_alerts';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { EmptyState, PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { Tabs } from '../../ui/Tabs';
import { AlertItem } from './AlertItem';

type State = Schemas['AlertState'];

export function AlertsPage() {
  const t = useWords(adminAlerts);
  const [state, setState] = useState<State | 'all'>('open');
  const tabs = (['open', 'acknowledged', 'resolved', 'all'] as const).map((key) => ({
    key,
    label: key === 'all' ? t.all : t.states[key],
    content: key === state ? <List state={key} /> : null,
  }));
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <Tabs label={t.show} tabs={tabs} value={state} onChange={(key) => setState(key as State | 'all')} />
    </>
  );
}

function List({ state }: { state: State | 'all' }) {
  const t = useWords(adminAlerts);
  const pages = usePages('/api/v1/admin/alerts', { query: state === 'all' ? {} : { state } });
  return (
    <Card flush>
      <ProblemNotice problem={pages.data ? null : pages.problem} className="m-5" />
      {!pages.data && !pages.problem && <Skeleton className="m-5 h-32 w-auto" />}
      {pages.data && pages.rows.length === 0 && (state === 'open' ? <EmptyState icon={<BellOff />} title={t.none} text={t.noneText} /> : <p className="p-5 text-soft">{t.noneSuch}</p>)}
      <ul aria-live="polite" aria-relevant="additions" aria-label={t.title}>
        {pages.rows.map((alert) => (
          <AlertItem key={alert.id} alert={alert} />
        ))}
      </ul>
      {pages.hasNextPage && (
        <div className="border-t border-line p-4 text-center">
          <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      )}
    </Card>
  );
}
