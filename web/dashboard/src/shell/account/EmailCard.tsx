import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api } from '../../api/client';
import { Problem } from '../../api/problem';
import { keyOf, useGet } from '../../api/query';
import { email as words } from '../../i18n/email';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Input } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';
import { typedCode } from '../auth/code';
import { CodeField } from '../auth/CodeField';
import { PasswordInput } from '../auth/PasswordInput';

/** Another address to log in with. */
export function EmailCard() {
  const t = useWords(words).card;
  const client = useQueryClient();
  const { data: own } = useGet('/api/v1/auth/email');
  const asksCode = useGet('/api/v1/auth/me').data?.second_factor ?? false;
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const form = useSubmit(
    async () => {
      const second = asksCode ? { code: typedCode(code) } : {};
      return api.post('/api/v1/auth/email/change', { body: { email, password, ...second } }).catch((thrown: unknown) => {
        // It was turned on elsewhere meanwhile.
        if (!asksCode && Problem.from(thrown).fields.some(({ field }) => field === 'code')) void client.invalidateQueries({ queryKey: keyOf('/api/v1/auth/me') });
        throw thrown;
      });
    },
    () => {
      toast('good', t.sent(email));
      setEmail('');
      setPassword('');
      setCode('');
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/auth/email') });
    },
    asksCode ? ['email', 'password', 'code'] : ['email', 'password'],
  );
  if (!own) return null;
  return (
    <Card title={t.title}>
      {own.sends_email ? (
        <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
          <p className="text-soft">{t.lead}</p>
          {own.pending && <Notice tone="info">{t.pending(own.pending)}</Notice>}
          <ProblemNotice problem={form.problem} />
          <Field label={t.email} error={form.error('email')}>
            <Input type="email" name="email" autoComplete="email" inputMode="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
          </Field>
          <Field label={t.password} error={form.error('password')}>
            <PasswordInput name="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
          </Field>
          {asksCode && <CodeField value={code} onChange={setCode} error={form.error('code')} />}
          <Button type="submit" look="secondary" busy={form.busy} className="self-start">
            {t.submit}
          </Button>
        </form>
      ) : (
        <p className="text-soft">{t.none}</p>
      )}
    </Card>
  );
}
