import { useState } from 'react';

import { shell } from '../../i18n/shell';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Checkbox } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { RoleChoice } from './RoleChoice';
import type { Member, Permissions, Role, Team, TeamPermission } from './team';
import { useChanged } from './useChanged';

/** Somebody's role, and what they may do beyond it where there is such a thing. */
export function RightsDialog<R extends Role>({ team: of, permissions, member, onClose }: { team: Team<R>; permissions?: Permissions<R> | undefined; member: Member; onClose: () => void }) {
  const t = useWords(team);
  const common = useWords(shell);
  const changed = useChanged(of.lists);
  // An owner's is none of those that can be given.
  const [role, setRole] = useState<R | undefined>(of.roles.find((one) => one === member.role) ?? of.roles[0]);
  const [extra, setExtra] = useState(() => new Set<string>(member.permissions));
  const further = (role && permissions?.beyond(role)) ?? [];
  const form = useSubmit(
    async () => role && of.change(member.id, { role, ...(permissions ? { permissions: further.filter((one) => extra.has(one)) } : {}) }),
    () => {
      onClose();
      changed(t.rights.done(member.name));
    },
  );
  const tick = (permission: TeamPermission, ticked: boolean) =>
    setExtra((old) => {
      const next = new Set(old);
      if (ticked) next.add(permission);
      else next.delete(permission);
      return next;
    });
  return (
    <Dialog open onClose={onClose} title={t.rights.title(member.name)} description={t.rights.text}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
        <ProblemNotice problem={form.failed} />
        {role && <RoleChoice roles={of.roles} does={of.does} value={role} onChange={setRole} />}
        {further.length > 0 && (
          <fieldset className="flex flex-col gap-3">
            <legend className="mb-2 text-sm font-semibold">{t.rights.further}</legend>
            {further.map((one) => (
              <Checkbox key={one} label={t.permissions[one]} checked={extra.has(one)} onChange={(event) => tick(one, event.target.checked)} />
            ))}
          </fieldset>
        )}
        {role && permissions && (
          <details>
            <summary className="cursor-pointer text-sm font-semibold">{t.rights.comes}</summary>
            <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-sm text-soft">
              {permissions.of(role).map((one) => (
                <li key={one}>{t.permissions[one]}</li>
              ))}
            </ul>
          </details>
        )}
        <FormActions onCancel={onClose} submit={common.save} busy={form.busy} />
      </form>
    </Dialog>
  );
}
