import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';

import { useGet } from '../../api/query';
import { adminUsers } from '../../i18n/admin_users';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { InvitationsCard } from '../../shell/team/InvitationsCard';
import { InviteDialog } from '../../shell/team/InviteDialog';
import { MembersCard } from '../../shell/team/MembersCard';
import { Button } from '../../ui/Button';
import { ProblemNotice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { useMay } from '../me';
import { invitationsOfPlatform, usePlatformTeam } from './usePlatformTeam';

/** Those who run the platform, and who is invited to it. */
export function UsersPage() {
  const t = useWords(adminUsers);
  const words = useWords(team);
  const may = useMay('platform.users');
  const platform = usePlatformTeam();
  const members = useGet('/api/v1/admin/users');
  const invitations = useGet('/api/v1/admin/invitations', {}, { enabled: may });
  const [inviting, setInviting] = useState(false);
  const open = invitations.data ?? [];
  const alone = members.data?.length === 1 && invitations.data?.length === 0;
  const invite = may && (
    <Button icon={<UserRoundPlus aria-hidden />} onClick={() => setInviting(true)}>
      {words.invite.action}
    </Button>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={!alone && invite} />
      <div className="flex flex-col gap-5">
        <ProblemNotice problem={members.data ? null : members.error} />
        {!members.data && !members.error && <Skeleton className="h-60 rounded-card" />}
        {members.data && <MembersCard team={platform} members={members.data} alone={alone} invite={invite} rightsAction={t.changeRole} removeText={t.removeText} />}
        {members.data && <ProblemNotice problem={invitations.data ? null : invitations.error} />}
        {open.length > 0 && <InvitationsCard of={invitationsOfPlatform} invitations={open} may={may} roles />}
      </div>
      {inviting && <InviteDialog of={invitationsOfPlatform} as={{ ...platform, first: 'admin' }} onClose={() => setInviting(false)} />}
    </>
  );
}
