import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { api } from '../../api/client';
import { auth } from '../../i18n/auth';
import { email } from '../../i18n/email';
import { useWords } from '../../i18n/words';
import { AuthFrame } from '../../shell/AuthFrame';
import { linkToken } from '../../shell/auth/address';
import { AuthTitle, QUIET_LINK } from '../../shell/auth/AuthTitle';
import { PasswordInput } from '../../shell/auth/PasswordInput';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';

/** Opened from the e-mail that tells the old address of its replacement. */
export function RestoreAddressPage() {
  const t = useWords(email).restore;
  const a = useWords(auth);
  const [token] = useState(linkToken);
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const form = useSubmit(
    () => api.post('/api/v1/auth/email/restore', { body: { token: token ?? '', password } }),
    () => setDone(true),
    ['password'],
  );
  return (
    <AuthFrame>
      <AuthTitle title={t.title} lead={t.lead} />
      {done ? (
        <Notice tone="good" alert>
          {t.done}
        </Notice>
      ) : !token ? (
        <Notice tone="warn">{t.noToken}</Notice>
      ) : (
        <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
          <ProblemNotice problem={form.problem} />
          <Field label={a.reset.password} hint={a.signUp.passwordHint} error={form.error('password')}>
            <PasswordInput name="password" autoComplete="new-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
          </Field>
          <Button type="submit" busy={form.busy}>
            {t.submit}
          </Button>
        </form>
      )}
      <p className="mt-6 text-[0.9375rem]">
        <Link to="/login" className={QUIET_LINK}>
          {a.forgot.back}
        </Link>
      </p>
    </AuthFrame>
  );
}
