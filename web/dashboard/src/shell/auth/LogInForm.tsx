import { ArrowLeft } from 'lucide-react';
import { useState, type ReactNode } from 'react';

import { api } from '../../api/client';
import { loggedIn } from '../../api/login_state';
import { Problem } from '../../api/problem';
import { auth } from '../../i18n/auth';
import { secondFactor } from '../../i18n/second_factor';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Field, Input } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { loggedOutElsewhere } from './address';
import { typedCode } from './code';
import { CodeField } from './CodeField';
import { PasswordInput } from './PasswordInput';

/** Asks for address and password, then for a code where the account has a second factor. With `email` given it asks the same person again. */
export function LogInForm({ email: given, onDone, children }: { email?: string; onDone: () => void; children?: ReactNode }) {
  const t = useWords(auth);
  const s = useWords(secondFactor).logIn;
  const [email, setEmail] = useState(given ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [step, setStep] = useState<'first' | 'code' | 'back'>('first');
  const form = useSubmit(
    async () => {
      const second = step === 'code' ? { code: typedCode(code) } : {};
      try {
        await api.post('/api/v1/auth/login', { body: { email, password, cookies: true, ...second } });
      } catch (thrown) {
        const { code: refusal } = Problem.from(thrown);
        if (refusal === 'second_factor_required') return false;
        // The password was changed meanwhile: it has to be typed again.
        if (refusal === 'wrong_credentials' && step === 'code') setStep('back');
        throw thrown;
      }
      loggedIn(email);
      return true;
    },
    (done) => {
      if (done) return onDone();
      setCode('');
      setStep('code');
    },
    step === 'code' ? ['code'] : ['email', 'password'],
  );
  return (
    <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      {given === undefined && loggedOutElsewhere() && <Notice tone="info">{t.logIn.elsewhere}</Notice>}
      <ProblemNotice problem={form.problem} />
      {step === 'code' ? (
        <>
          <p className="break-words">{s.lead(email)}</p>
          <CodeField autoFocus value={code} onChange={setCode} error={form.error('code')} />
        </>
      ) : (
        <>
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
              autoFocus={given !== undefined || step === 'back'}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          </Field>
        </>
      )}
      <Button type="submit" busy={form.busy}>
        {t.logIn.submit}
      </Button>
      {step === 'code' && (
        <Button
          look="quiet"
          icon={<ArrowLeft aria-hidden />}
          onClick={() => {
            form.clear();
            setStep('back');
          }}
        >
          {s.back}
        </Button>
      )}
      {children}
    </form>
  );
}
