import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { ConfirmDialog } from '../../ui/Dialog';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import type { Member, Role, Team } from './team';
import { useChanged } from './useChanged';

export type Act = 'deactivate' | 'activate' | 'remove' | 'reset';

/** Asks once more, then does it. */
export function ActDialog<R extends Role>({ team: of, act, text, member, onClose }: { team: Team<R>; act: Act; /** Instead of what a business reads. */ text?: string | undefined; member: Member; onClose: () => void }) {
  const t = useWords(team)[act];
  const changed = useChanged(of.lists);
  const form = useSubmit<unknown>(
    () => {
      if (act === 'remove') return of.remove(member.id);
      if (act === 'reset') return of.resetSecondFactor(member.id);
      return of.change(member.id, { disabled: act === 'deactivate' });
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
      description={text ?? t.text}
      confirm={t.action}
    >
      <ProblemNotice problem={form.problem} />
    </ConfirmDialog>
  );
}
