import { Mail } from 'lucide-react';
import { useState, type ReactNode } from 'react';

import { account } from '../../i18n/account';
import { useFormat } from '../../i18n/format';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/Dialog';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { LinkDialog } from './LinkDialog';
import type { Invitation, Invitations } from './team';
import { useChanged } from './useChanged';

/** Who is invited and has not come yet. */
export function InvitationsCard({
  of,
  invitations,
  title,
  actions,
  none,
  may,
  roles = false,
}: {
  of: Invitations<never>;
  invitations: Invitation[];
  title?: string;
  actions?: ReactNode;
  /** Stands where nobody is invited. */
  none?: ReactNode;
  /** Whether the person may send them again and withdraw them. */
  may: boolean;
  /** Says as what somebody is invited. */
  roles?: boolean;
}) {
  const t = useWords(team).invitations;
  const [leaving, setLeaving] = useState<Invitation | null>(null);
  const [sent, setSent] = useState<Invitation | null>(null);
  return (
    <Card title={title ?? t.title} actions={actions} flush>
      {invitations.length > 0 ? (
        <ul className="divide-y divide-line border-t border-line">
          {invitations.map((invitation) => (
            <Row key={invitation.id} of={of} invitation={invitation} may={may} role={roles} onLink={setSent} onWithdraw={() => setLeaving(invitation)} />
          ))}
        </ul>
      ) : (
        none
      )}
      {leaving && <Withdraw of={of} invitation={leaving} onClose={() => setLeaving(null)} />}
      {sent?.link && <LinkDialog email={sent.email} link={sent.link} onClose={() => setSent(null)} />}
    </Card>
  );
}

function Row({
  of,
  invitation,
  may,
  role,
  onLink,
  onWithdraw,
}: {
  of: Invitations<never>;
  invitation: Invitation;
  may: boolean;
  role: boolean;
  onLink: (sent: Invitation) => void;
  onWithdraw: () => void;
}) {
  const t = useWords(team).invitations;
  const names = useWords(account).roles;
  const format = useFormat();
  const changed = useChanged(of.lists);
  const again = useSubmit(
    () => of.sendAgain(invitation.id),
    (renewed) => {
      changed(renewed.link ? undefined : t.sentAgain(renewed.email));
      if (renewed.link) onLink(renewed);
    },
  );
  const expired = Date.parse(invitation.expires_at) <= Date.now();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-3 px-5 py-3">
      <Mail className="size-5 shrink-0 text-soft max-sm:hidden" aria-hidden />
      <div className="min-w-0 grow max-sm:w-full sm:basis-64">
        <p className="font-medium wrap-anywhere">{invitation.email}</p>
        <p className="text-sm text-soft">
          {role && `${names[invitation.role]} · `}
          {t.sent(format.dateTime(invitation.sent_at))}
        </p>
      </div>
      <Badge tone={expired ? 'warn' : 'idle'}>{expired ? t.expired : t.expires(format.date(invitation.expires_at))}</Badge>
      {may && (
        <div className="flex flex-wrap gap-2">
          <Button size="sm" look="secondary" busy={again.busy} aria-label={`${t.again}: ${invitation.email}`} onClick={() => void again.submit()}>
            {t.again}
          </Button>
          <Button size="sm" look="quiet" aria-label={`${t.withdraw}: ${invitation.email}`} onClick={onWithdraw}>
            {t.withdraw}
          </Button>
        </div>
      )}
      {again.problem && <ProblemNotice problem={again.problem} className="w-full" />}
    </li>
  );
}

function Withdraw({ of, invitation, onClose }: { of: Invitations<never>; invitation: Invitation; onClose: () => void }) {
  const t = useWords(team).invitations;
  const changed = useChanged(of.lists);
  const form = useSubmit(
    () => of.withdraw(invitation.id),
    () => {
      onClose();
      changed(t.withdrawn);
    },
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void form.submit()}
      busy={form.busy}
      title={t.withdrawTitle(invitation.email)}
      description={t.withdrawText}
      confirm={t.withdraw}
    >
      <ProblemNotice problem={form.problem} />
    </ConfirmDialog>
  );
}
