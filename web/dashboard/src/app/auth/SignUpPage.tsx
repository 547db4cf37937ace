import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { api } from '../../api/client';
import { loggedIn } from '../../api/login_state';
import { Problem } from '../../api/problem';
import { auth } from '../../i18n/auth';
import { useLanguage } from '../../i18n/language';
import { likelyCountry, useCountries } from '../../i18n/places';
import { useWords } from '../../i18n/words';
import { AuthFrame } from '../../shell/AuthFrame';
import { AuthTitle, QUIET_LINK } from '../../shell/auth/AuthTitle';
import { PasswordInput } from '../../shell/auth/PasswordInput';
import { Button } from '../../ui/Button';
import { Checkbox, Field, Input, Select } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { useInvitation } from './useInvitation';

export function SignUpPage() {
  const t = useWords(auth);
  const language = useLanguage();
  const [typed, setTyped] = useState({ company: '', name: '', email: '', password: '', country: likelyCountry() });
  // Opened from an invitation: its address is the one to log in with.
  const { token: invitation, invited } = useInvitation();
  const email = invited.data?.email ?? typed.email;
  const countries = useCountries();
  const [agreed, setAgreed] = useState(false);
  const [reminded, setReminded] = useState(false);
  const form = useSubmit(
    async () => {
      if (!agreed) {
        setReminded(true);
        throw new Problem(422, 'consent', t.signUp.consentMissing);
      }
      const time_zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
      await api.post('/api/v1/auth/register', { body: { ...typed, email, language, ...(invited.data && invitation ? { invitation } : {}), ...(time_zone.includes('/') ? { time_zone } : {}) } });
      await api.post('/api/v1/auth/login', { body: { email, password: typed.password, cookies: true } });
      loggedIn(email);
    },
    () => location.assign('/app/'),
    ['company', 'name', 'email', 'password', 'country'],
  );
  const bind = (key: keyof typeof typed) => ({
    name: key,
    value: typed[key],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [key]: event.target.value }),
  });
  return (
    <AuthFrame>
      <AuthTitle title={t.signUp.title} lead={t.signUp.lead} />
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        {invited.isError && <Notice tone="warn">{t.signUp.voidInvitation}</Notice>}
        <ProblemNotice problem={form.problem?.code === 'consent' ? null : form.problem} />
        <Field label={t.signUp.company} error={form.error('company')}>
          <Input autoComplete="organization" required {...bind('company')} />
        </Field>
        <Field label={t.signUp.country} hint={t.signUp.countryHint} error={form.error('country')}>
          <Select autoComplete="country" {...bind('country')}>
            {countries.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.signUp.name} error={form.error('name')}>
          <Input autoComplete="name" required {...bind('name')} />
        </Field>
        <Field label={t.email} error={form.error('email')}>
          <Input type="email" autoComplete="username" inputMode="email" required {...bind('email')} value={email} readOnly={Boolean(invited.data)} />
        </Field>
        <Field label={t.password} hint={t.signUp.passwordHint} error={form.error('password')}>
          <PasswordInput autoComplete="new-password" required {...bind('password')} />
        </Field>
        <Checkbox
          label={t.signUp.consent}
          checked={agreed}
          error={reminded && !agreed ? t.signUp.consentMissing : undefined}
          onChange={(event) => setAgreed(event.target.checked)}
        />
        <Button type="submit" busy={form.busy}>
          {t.signUp.submit}
        </Button>
      </form>
      <p className="mt-6 text-[0.9375rem] text-soft">
        {t.signUp.haveAccount}{' '}
        <Link to="/login" className={QUIET_LINK}>
          {t.signUp.logIn}
        </Link>
      </p>
    </AuthFrame>
  );
}
