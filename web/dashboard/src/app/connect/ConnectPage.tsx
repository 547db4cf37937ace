import { connect } from '../../i18n/connect';
import { pace } from '../../i18n/pace';
import { useWords } from '../../i18n/words';
import { useGet } from '../../api/query';
import { Card } from '../../ui/Card';
import { PageHeader } from '../../ui/Page';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { PaceLine } from '../pace/PaceLine';
import { HistoryCard } from './HistoryCard';
import { LinkPanel } from './LinkPanel';
import { StateCard } from './StateCard';

export function ConnectPage() {
  const t = useWords(connect);
  const speed = useWords(pace);
  const { data: session, error } = useGet('/api/v1/session');
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <ProblemNotice problem={session ? null : error} />
      {!session && !error && <Skeleton className="h-80 rounded-card" />}
      {session && (
        <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)] lg:grid-rows-[auto_1fr]">
          <LinkPanel session={session} />
          <div className="lg:row-span-2">
            <StateCard session={session} />
          </div>
          <div className="flex min-w-0 flex-col gap-5">
            <Card title={speed.title}>
              <PaceLine />
            </Card>
            <HistoryCard />
          </div>
        </div>
      )}
    </>
  );
}
