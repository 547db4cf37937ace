import { useGet } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { overview } from '../../i18n/overview';
import { session as sessionWords } from '../../i18n/session';
import { useWords } from '../../i18n/words';
import { SessionBadge, holdOf } from '../../shell/SessionBadge';
import { ButtonLink } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';

export function ConnectionCard() {
  const t = useWords(overview);
  const s = useWords(sessionWords);
  const format = useFormat();
  const { data: session, error } = useGet('/api/v1/session');
  const working = session?.state === 'working';
  const held = session && holdOf(session);
  return (
    <Card
      title={t.connection}
      actions={
        <ButtonLink to="/connect" size="sm" look={!session || working ? 'secondary' : 'primary'}>
          {!session || working ? t.manage : t.connectNow}
        </ButtonLink>
      }
    >
      <ProblemNotice problem={session ? null : error} />
      {!session && !error && <Skeleton className="h-16" />}
      {session && (
        <div className="flex flex-col items-start gap-2" aria-live="polite">
          <SessionBadge state={session.state} hold={session.hold ?? null} />
          {working && session.phone && <p className="nums text-xl font-bold tracking-tight">{session.phone}</p>}
          <p className="text-soft">{held ? s.holdMeanings[held] : s.meanings[session.state]}</p>
          <p className="text-sm text-soft">
            {session.unknown_since ? s.unknownSince(format.time(session.unknown_since)) : t.since(format.dateTime(session.since))}
          </p>
        </div>
      )}
    </Card>
  );
}
