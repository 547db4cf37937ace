import { admin } from '../../i18n/admin';
import { useWords } from '../../i18n/words';
import { PageHeader } from '../../ui/Page';
import { ActorsCard } from './ActorsCard';
import { AlertsCard } from './AlertsCard';
import { CustomersCard } from './CustomersCard';
import { HealthCard } from './HealthCard';
import { SessionsCard } from './SessionsCard';
import { Verdict } from './Verdict';

export function OverviewPage() {
  const t = useWords(admin);
  return (
    <>
      <PageHeader title={t.nav.overview} lead={t.lead} />
      <Verdict />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          <AlertsCard />
          <ActorsCard />
          <CustomersCard />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <SessionsCard />
          <HealthCard />
        </div>
      </div>
    </>
  );
}
