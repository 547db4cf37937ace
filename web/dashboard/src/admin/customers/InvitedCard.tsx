import { Store } from 'lucide-react';
import { useState } from 'react';

import { useGet } from '../../api/query';
import { adminUsers } from '../../i18n/admin_users';
import { useWords } from '../../i18n/words';
import { InvitationsCard } from '../../shell/team/InvitationsCard';
import { InviteDialog } from '../../shell/team/InviteDialog';
import { Button } from '../../ui/Button';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { invitationsOfBusinesses } from '../users/usePlatformTeam';

/** Businesses that are invited and have not signed up yet. */
export function InvitedCard() {
  const t = useWords(adminUsers).businesses;
  const invitations = useGet('/api/v1/admin/customer-invitations');
  const [inviting, setInviting] = useState(false);
  if (!invitations.data) return invitations.error ? <ProblemNotice problem={invitations.error} /> : <Skeleton className="h-32 rounded-card" />;
  return (
    <>
      <InvitationsCard
        of={invitationsOfBusinesses}
        invitations={invitations.data}
        title={t.title}
        may
        actions={
          <Button size="sm" look="secondary" icon={<Store aria-hidden />} onClick={() => setInviting(true)}>
            {t.invite}
          </Button>
        }
        none={<p className="border-t border-line p-5 text-soft">{t.none}</p>}
      />
      {inviting && <InviteDialog of={invitationsOfBusinesses} title={t.invite} onClose={() => setInviting(false)} />}
    </>
  );
}
