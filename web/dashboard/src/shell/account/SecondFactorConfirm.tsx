import { useState } from 'react';

import { useGet } from '../../api/query';
import { secondFactor } from '../../i18n/second_factor';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Field } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { typedCode } from '../auth/code';
import { CodeField } from '../auth/CodeField';
import { PasswordInput } from '../auth/PasswordInput';

/** Asks for password and code before something that a stolen log-in must not do. */
export function SecondFactorConfirm<T>({
  words: { title, text, submit },
  danger = false,
  work,
  onDone,
  onClose,
}: {
  words: { title: string; text: string; submit: string };
  danger?: boolean;
  work: (body: { password: string; code: string }) => Promise<T>;
  onDone: (result: T) => void;
  onClose: () => void;
}) {
  const t = useWords(secondFactor);
  const email = useGet('/api/v1/auth/me').data?.email ?? '';
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const form = useSubmit(async () => work({ password, code: typedCode(code) }), onDone, ['password', 'code']);
  return (
    <Dialog open onClose={onClose} title={title} description={text}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
        <ProblemNotice problem={form.problem} />
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <Field label={t.password} error={form.error('password')}>
          <PasswordInput name="password" autoComplete="current-password" required autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <CodeField value={code} onChange={setCode} error={form.error('code')} />
        <FormActions onCancel={onClose} submit={submit} busy={form.busy} danger={danger} />
      </form>
    </Dialog>
  );
}
