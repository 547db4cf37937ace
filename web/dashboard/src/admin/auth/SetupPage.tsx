import { useState } from 'react';

import { api } from '../../api/client';
import { admin } from '../../i18n/admin';
import { auth } from '../../i18n/auth';
import { useWords } from '../../i18n/words';
import { AuthFrame } from '../../shell/AuthFrame';
import { linkToken } from '../../shell/auth/address';
import { AuthTitle } from '../../shell/auth/AuthTitle';
import { PasswordInput } from '../../shell/auth/PasswordInput';
import { Button, ButtonLink } from '../../ui/Button';
import { Field, Input } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';

/** The one-time link that the first start printed (ACC-7). */
export function SetupPage() {
  const t = useWords(auth);
  const { console: note } = useWords(admin);
  const [token] = useState(linkToken);
  const [typed, setTyped] = useState({ name: '', email: '', password: '' });
  const [done, setDone] = useState(false);
  const form = useSubmit(
    () => api.post('/api/v1/auth/setup', { body: { token: token ?? '', ...typed } }),
    () => setDone(true),
    ['name', 'email', 'password'],
  );
  const bind = (key: keyof typeof typed) => ({
    name: key,
    value: typed[key],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [key]: event.target.value }),
  });
  return (
    <AuthFrame note={note}>
      <AuthTitle title={t.setup.title} lead={t.setup.lead} />
      {done ? (
        <Notice tone="good" alert action={<ButtonLink to="/login">{t.logIn.submit}</ButtonLink>}>
          {t.setup.done}
        </Notice>
      ) : !token ? (
        <Notice tone="warn">{t.reset.noToken}</Notice>
      ) : (
        <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
          <ProblemNotice problem={form.problem} />
          <Field label={t.signUp.name} error={form.error('name')}>
            <Input autoComplete="name" required {...bind('name')} />
          </Field>
          <Field label={t.email} error={form.error('email')}>
            <Input type="email" autoComplete="username" inputMode="email" required {...bind('email')} />
          </Field>
          <Field label={t.password} hint={t.signUp.passwordHint} error={form.error('password')}>
            <PasswordInput autoComplete="new-password" required {...bind('password')} />
          </Field>
          <Button type="submit" busy={form.busy}>
            {t.setup.submit}
          </Button>
        </form>
      )}
    </AuthFrame>
  );
}
