import { overview } from '../../i18n/overview';
import { useWords } from '../../i18n/words';
import { PageHeader } from '../../ui/Page';
import { useMe } from '../me';
import { ConnectionCard } from './ConnectionCard';
import { NextSteps } from './NextSteps';
import { QuotaCard } from './QuotaCard';
import { RunningCard } from './RunningCard';

export function OverviewPage() {
  const t = useWords(overview);
  const me = useMe();
  return (
    <>
      <PageHeader title={t.hello(me.name)} lead={t.lead} plain={t.title} />
      <div className="grid gap-5 lg:grid-cols-2">
        <ConnectionCard />
        <QuotaCard />
        <NextSteps />
        <RunningCard />
      </div>
    </>
  );
}
