import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api } from '../../api/client';
import { keyOf } from '../../api/query';
import { account } from '../../i18n/account';
import { auth } from '../../i18n/auth';
import { useWords } from '../../i18n/words';
import { PasswordInput } from '../auth/PasswordInput';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

/** Changing one's password. `email` tells password keepers whose it is. */
export function PasswordCard({ email }: { email: string }) {
  const t = useWords(account).password;
  const a = useWords(auth);
  const client = useQueryClient();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const form = useSubmit(
    () => api.post('/api/v1/auth/change-password', { body: { current, new: next } }),
    () => {
      setCurrent('');
      setNext('');
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/auth/logins') });
      toast('good', t.done);
    },
    ['current', 'new'],
  );
  return (
    <Card title={t.title}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        <ProblemNotice problem={form.problem} />
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <Field label={t.current} error={form.error('current')}>
          <PasswordInput name="current" autoComplete="current-password" required value={current} onChange={(event) => setCurrent(event.target.value)} />
        </Field>
        <Field label={t.new} hint={a.signUp.passwordHint} error={form.error('new')}>
          <PasswordInput name="new" autoComplete="new-password" required value={next} onChange={(event) => setNext(event.target.value)} />
        </Field>
        <Button type="submit" look="secondary" busy={form.busy} className="self-start">
          {t.submit}
        </Button>
      </form>
    </Card>
  );
}
