import { Link } from '@tanstack/react-router';

import { usePages } from '../../api/query';
import { adminCustomers } from '../../i18n/admin_customers';
import { session as sessionWords } from '../../i18n/session';
import { useWords } from '../../i18n/words';
import { SessionBadge } from '../../shell/SessionBadge';
import { Skeleton } from '../../ui/Progress';

/** How the customer's connection is, and where to act on it. */
export function CustomerSession({ id, name }: { id: string; name: string }) {
  const t = useWords(adminCustomers);
  const { reason } = useWords(sessionWords);
  const { rows, isPending } = usePages('/api/v1/admin/sessions', { query: { search: name } }, 50);
  const session = rows.find((row) => row.tenant_id === id)?.session;
  const why = session && (session.hold?.reason ?? (session.reason && reason(session.reason)));
  return (
    <div className="flex flex-col items-start gap-1" aria-live="polite">
      {isPending && <Skeleton className="h-7 w-32" />}
      {session && <SessionBadge state={session.state} hold={session.hold ?? null} />}
      {session?.phone && <span className="nums">{session.phone}</span>}
      {why && <span className="text-sm break-words text-soft">{why}</span>}
      <Link to="/actors" search={{ at: `root/sessions/${id}` } as never} className="text-accent underline underline-offset-2">
        {t.toSession}
      </Link>
    </div>
  );
}
