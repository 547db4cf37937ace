import { UserRoundPlus } from 'lucide-react';
import { useState } from 'react';

import { useGet } from '../../api/query';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { ProblemNotice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { useMay } from '../me';
import { InvitationsCard } from './InvitationsCard';
import { InviteDialog } from './InviteDialog';
import { MembersCard } from './MembersCard';

/** The people of the business, and who is invited. */
export function TeamPage() {
  const t = useWords(team);
  const may = useMay('team.manage');
  const members = useGet('/api/v1/team/members');
  const invitations = useGet('/api/v1/team/invitations');
  const [inviting, setInviting] = useState(false);
  const open = invitations.data ?? [];
  const alone = members.data?.length === 1 && invitations.data?.length === 0;
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
        {members.data && <MembersCard members={members.data} alone={alone} invite={invite} />}
        {members.data && <ProblemNotice problem={invitations.data ? null : invitations.error} />}
        {open.length > 0 && <InvitationsCard invitations={open} />}
      </div>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </>
  );
}
