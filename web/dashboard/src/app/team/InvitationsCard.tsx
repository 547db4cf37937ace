import { Mail } from 'lucide-react';
import { useState } from 'react';

import { api } from '../../api/client';
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
import { useMay } from '../me';
import { LinkDialog } from './LinkDialog';
import type { Invitation } from './rights';
import { useChanged } from './useChanged';

/** Who is invited and has not come yet. */
export function InvitationsCard({ invitations }: { invitations: Invitation[] }) {
  const t = useWords(team).invitations;
  const [leaving, setLeaving] = useState<Invitation | null>(null);
  const [sent, setSent] = useState<Invitation | null>(null);
  return (
    <Card title={t.title} flush>
      <ul className="divide-y divide-line border-t border-line">
        {invitations.map((invitation) => (
          <Row key={invitation.id} invitation={invitation} onLink={setSent} onWithdraw={() => setLeaving(invitation)} />
        ))}
      </ul>
      {leaving && <Withdraw invitation={leaving} onClose={() => setLeaving(null)} />}
      {sent?.link && <LinkDialog email={sent.email} link={sent.link} onClose={() => setSent(null)} />}
    </Card>
  );
}

function Row({ invitation, onLink, onWithdraw }: { invitation: Invitation; onLink: (sent: Invitation) => void; onWithdraw: () => void }) {
  const t = useWords(team).invitations;
  const names = useWords(account).roles;
  const format = useFormat();
  const may = useMay('team.manage');
  const changed = useChanged();
  const again = useSubmit(
    async () => (await api.post('/api/v1/team/invitations/{id}/resend', { path: { id: invitation.id } })).data,
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
          {names[invitation.role]} · {t.sent(format.dateTime(invitation.sent_at))}
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

function Withdraw({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const t = useWords(team).invitations;
  const changed = useChanged();
  const form = useSubmit(
    () => api.delete('/api/v1/team/invitations/{id}', { path: { id: invitation.id } }),
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
