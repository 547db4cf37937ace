import { useState, type ReactNode } from 'react';

import { api } from '../../api/client';
import { loggedIn } from '../../api/login_state';
import { auth } from '../../i18n/auth';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { loggedOutElsewhere } from './address';
import { PasswordInput } from './PasswordInput';

/** Asks for address and password. With `email` given it asks the same person again. */
export function LogInForm({ email: given, onDone, children }: { email?: string; onDone: () => void; children?: ReactNode }) {
  const t = useWords(auth);
  const [email, setEmail] = useState(given ?? '');
  const [password, setPassword] = useState('');
  const form = useSubmit(
    async () => {
      await api.post('/api/v1/auth/login', { body: { email, password, cookies: true } });
      loggedIn(email);
    },
    onDone,
    ['email', 'password'],
  );
  return (
    <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      {given === undefined && loggedOutElsewhere() && <Notice tone="info">{t.logIn.elsewhere}</Notice>}
      <ProblemNotice problem={form.problem} />
      <Field label={t.email} error={form.error('email')}>
        <Input
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          required
          readOnly={given !== undefined}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
      </Field>
      <Field label={t.password} error={form.error('password')}>
        <PasswordInput
          name="password"
          autoComplete="current-password"
          required
          autoFocus={given !== undefined}
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
      </Field>
      <Button type="submit" busy={form.busy}>
        {t.logIn.submit}
      </Button>
      {children}
    </form>
  );
}
