import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { api } from '../../api/client';
import { auth } from '../../i18n/auth';
import { useWords } from '../../i18n/words';
import { AuthFrame } from '../../shell/AuthFrame';
import { AuthTitle, QUIET_LINK } from '../../shell/auth/AuthTitle';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';

export function ForgotPage() {
  const t = useWords(auth);
  const [email, setEmail] = useState('');
  const [done, setDone] = useState(false);
  const form = useSubmit(
    () => api.post('/api/v1/auth/forgot-password', { body: { email } }),
    () => setDone(true),
    ['email'],
  );
  return (
    <AuthFrame>
      <AuthTitle title={t.forgot.title} lead={t.forgot.lead} />
      {done ? (
        <Notice tone="good" alert>
          {t.forgot.done}
        </Notice>
      ) : (
        <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
          <ProblemNotice problem={form.problem} />
          <Field label={t.email} error={form.error('email')}>
            <Input type="email" name="email" autoComplete="username" inputMode="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
          </Field>
          <Button type="submit" busy={form.busy}>
            {t.forgot.submit}
          </Button>
        </form>
      )}
      <p className="mt-6 text-[0.9375rem]">
        <Link to="/login" className={QUIET_LINK}>
          {t.forgot.back}
        </Link>
      </p>
    </AuthFrame>
  );
}
