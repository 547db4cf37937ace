import { useState } from 'react';

import { api } from '../../api/client';
import { shell } from '../../i18n/shell';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Checkbox } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { useMe } from '../me';
import { RoleChoice } from './RoleChoice';
import { OF_ROLE, beyond, isTeamRole, rolesToGive, type Member, type GivenRole, type TeamPermission } from './rights';
import { useChanged } from './useChanged';

/** Somebody's role, and what they may do beyond it. */
export function RightsDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useWords(team);
  const common = useWords(shell);
  const me = useMe();
  const changed = useChanged();
  const [role, setRole] = useState<GivenRole>(isTeamRole(member.role) && member.role !== 'owner' ? member.role : 'supervisor');
  const [extra, setExtra] = useState(() => new Set<string>(member.permissions));
  const further = beyond(role).filter((one) => me.permissions.includes(one));
  const form = useSubmit(
    () => api.patch('/api/v1/team/members/{id}', { path: { id: member.id }, body: { role, permissions: further.filter((one) => extra.has(one)) } }),
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
        <RoleChoice roles={rolesToGive(me)} value={role} onChange={setRole} />
        {further.length > 0 && (
          <fieldset className="flex flex-col gap-3">
            <legend className="mb-2 text-sm font-semibold">{t.rights.further}</legend>
            {further.map((one) => (
              <Checkbox key={one} label={t.permissions[one]} checked={extra.has(one)} onChange={(event) => tick(one, event.target.checked)} />
            ))}
          </fieldset>
        )}
        <details>
          <summary className="cursor-pointer text-sm font-semibold">{t.rights.comes}</summary>
          <ul className="mt-2 flex list-disc flex-col gap-1 pl-5 text-sm text-soft">
            {OF_ROLE[role].map((one) => (
              <li key={one}>{t.permissions[one]}</li>
            ))}
          </ul>
        </details>
        <FormActions onCancel={onClose} submit={common.save} busy={form.busy} />
      </form>
    </Dialog>
  );
}
