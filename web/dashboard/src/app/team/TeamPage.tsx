import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';

import { useGet } from '../../api/query';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { InvitationsCard } from '../../shell/team/InvitationsCard';
import { InviteDialog } from '../../shell/team/InviteDialog';
import { MembersCard } from '../../shell/team/MembersCard';
import type { Member, TeamPermission } from '../../shell/team/team';
import { Button } from '../../ui/Button';
import { ProblemNotice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { useMay, useMe } from '../me';
import { OwnerDialog } from './OwnerDialog';
import { beyond, isTeamRole, OF_ROLE } from './rights';
import { invitationsOfTeam, useTeam } from './useTeam';

/** The people of the business, and who is invited. */
export function TeamPage() {
  const t = useWords(team);
  const me = useMe();
  const may = useMay('team.manage');
  const business = useTeam();
  const members = useGet('/api/v1/team/members');
  const invitations = useGet('/api/v1/team/invitations');
  const [inviting, setInviting] = useState(false);
  const open = invitations.data ?? [];
  const alone = members.data?.length === 1 && invitations.data?.length === 0;
  const extras = ({ role, permissions }: Member) => {
    if (!isTeamRole(role)) return [];
    return (permissions as TeamPermission[]).filter((one) => t.permissions[one] && !OF_ROLE[role].includes(one)).map((one) => t.permissions[one]);
  };
  const invite = may && (
    <Button icon={<UserRoundPlus aria-hidden />} onClick={() => setInviting(true)}>
      {t.invite.action}
    </Button>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={!alone && invite} />
      <div className="flex flex-col gap-5">
        <ProblemNotice problem={members.data ? null : members.error} />
        {!members.data && !members.error && <Skeleton className="h-60 rounded-card" />}
        {members.data && (
          <MembersCard
            team={business}
            members={members.data}
            alone={alone}
            invite={invite}
            permissions={{ of: (role) => OF_ROLE[role], beyond: (role) => beyond(role).filter((one) => me.permissions.includes(one)) }}
            extras={extras}
            handOver={me.role === 'owner' ? (member, onClose) => <OwnerDialog member={member} onClose={onClose} /> : undefined}
          />
        )}
        {members.data && <ProblemNotice problem={invitations.data ? null : invitations.error} />}
        {open.length > 0 && <InvitationsCard of={invitationsOfTeam} invitations={open} may={may} roles />}
      </div>
      {inviting && (
        <InviteDialog of={invitationsOfTeam} as={{ ...business, first: business.roles.includes('operator') ? 'operator' : 'viewer' }} onClose={() => setInviting(false)} />
      )}
    </>
  );
}
