import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { api } from '../../api/client';
import { auth } from '../../i18n/auth';
import { useWords } from '../../i18n/words';
import { AuthFrame } from '../../shell/AuthFrame';
import { linkToken } from '../../shell/auth/address';
import { AuthTitle, QUIET_LINK } from '../../shell/auth/AuthTitle';
import { PasswordInput } from '../../shell/auth/PasswordInput';
import { Button } from '../../ui/Button';
import { Field } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';

export function ResetPage() {
  const t = useWords(auth);
  const [token] = useState(() => linkToken());
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const form = useSubmit(
    () => api.post('/api/v1/auth/reset-password', { body: { token: token ?? '', password } }),
    () => setDone(true),
    ['password'],
  );
  return (
    <AuthFrame>
      <AuthTitle title={t.reset.title} lead={t.reset.lead} />
      {done ? (
        <Notice tone="good" alert>
          {t.reset.done}
        </Notice>
      ) : !token ? (
        <Notice tone="warn">{t.reset.noToken}</Notice>
      ) : (
        <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
          <ProblemNotice problem={form.problem} />
          <Field label={t.reset.password} hint={t.signUp.passwordHint} error={form.error('password')}>
            <PasswordInput name="password" autoComplete="new-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
          </Field>
          <Button type="submit" busy={form.busy}>
            {t.reset.submit}
          </Button>
        </form>
      )}
      <p className="mt-6 flex flex-wrap gap-x-6 gap-y-2 text-[0.9375rem]">
        <Link to="/login" className={QUIET_LINK}>
          {t.forgot.back}
        </Link>
        {!done && (
          <Link to="/forgot-password" className={QUIET_LINK}>
            {t.logIn.forgot}
          </Link>
        )}
      </p>
    </AuthFrame>
  );
}
