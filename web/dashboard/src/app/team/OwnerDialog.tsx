import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api } from '../../api/client';
import { keyOf } from '../../api/query';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { typedCode } from '../../shell/auth/code';
import { CodeField } from '../../shell/auth/CodeField';
import { PasswordInput } from '../../shell/auth/PasswordInput';
import type { Member } from '../../shell/team/team';
import { useChanged } from '../../shell/team/useChanged';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { useMe } from '../me';
import { LISTS } from './useTeam';

/** Hands the business over to somebody else, for which the owner shows once more who it is. */
export function OwnerDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useWords(team).owner;
  const me = useMe();
  const client = useQueryClient();
  const changed = useChanged(LISTS);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const form = useSubmit(
    async () => api.post('/api/v1/team/ownership', { body: { user_id: member.id, password, ...(me.second_factor ? { code: typedCode(code) } : {}) } }),
    () => {
      onClose();
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/auth/me') });
      changed(t.done(member.name));
    },
    me.second_factor ? ['password', 'code'] : ['password'],
  );
  return (
    <Dialog open onClose={onClose} title={t.title(member.name)}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
        <Notice tone="warn">{t.text(member.name)}</Notice>
        <ProblemNotice problem={form.problem} />
        <Field label={t.password} error={form.error('password')}>
          <PasswordInput name="password" autoComplete="current-password" required autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        {me.second_factor && <CodeField value={code} onChange={setCode} error={form.error('code')} />}
        <FormActions onCancel={onClose} submit={t.action} busy={form.busy} danger />
      </form>
    </Dialog>
  );
}
