import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { confirmation } from '../../api/login_state';
import { auth } from '../../i18n/auth';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { typedCode } from './code';
import { CodeField } from './CodeField';
import { PasswordInput } from './PasswordInput';
import { useAsked } from './useAsked';

/** Before what a stolen log-in must not do: password and code are asked for over the page, and what was refused is then repeated. */
export function ConfirmItIsYou({ me }: { me: Schemas['Me'] }) {
  const t = useWords(auth).confirm;
  const asked = useAsked(confirmation);
  return (
    <Dialog open={asked} onClose={() => confirmation.answer(false)} title={t.title} description={t.text}>
      <Form me={me} />
    </Dialog>
  );
}

function Form({ me }: { me: Schemas['Me'] }) {
  const t = useWords(auth);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const form = useSubmit(
    () => api.post('/api/v1/auth/confirm', { body: { password, ...(code ? { code: typedCode(code) } : {}) } }),
    () => confirmation.answer(true),
    ['password', 'code'],
  );
  // It may have been turned on in another browser.
  const withCode = me.second_factor || form.error('code') !== undefined || code !== '';
  return (
    <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
      <ProblemNotice problem={form.problem} />
      <input type="text" name="username" autoComplete="username" value={me.email} readOnly hidden />
      <Field label={t.password} error={form.error('password')}>
        <PasswordInput name="password" autoComplete="current-password" required autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      {withCode && <CodeField value={code} onChange={setCode} error={form.error('code')} />}
      <FormActions onCancel={() => confirmation.answer(false)} submit={t.confirm.submit} busy={form.busy} />
    </form>
  );
}
