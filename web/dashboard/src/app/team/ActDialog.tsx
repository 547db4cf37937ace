import { api } from '../../api/client';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { ConfirmDialog } from '../../ui/Dialog';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import type { Member } from './rights';
import { useChanged } from './useChanged';

export type Act = 'deactivate' | 'activate' | 'remove' | 'reset';

/** Asks once more, then does it. */
export function ActDialog({ act, member, onClose }: { act: Act; member: Member; onClose: () => void }) {
  const t = useWords(team)[act];
  const changed = useChanged();
  const form = useSubmit<unknown>(
    () => {
      const path = { id: member.id };
      if (act === 'remove') return api.delete('/api/v1/team/members/{id}', { path });
      if (act === 'reset') return api.delete('/api/v1/team/members/{id}/second-factor', { path });
      return api.patch('/api/v1/team/members/{id}', { path, body: { disabled: act === 'deactivate' } });
    },
    () => {
      onClose();
      changed(t.done(member.name));
    },
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void form.submit()}
      busy={form.busy}
      danger={act !== 'activate'}
      title={t.title(member.name)}
      description={t.text}
      confirm={t.action}
    >
      <ProblemNotice problem={form.problem} />
    </ConfirmDialog>
  );
}
