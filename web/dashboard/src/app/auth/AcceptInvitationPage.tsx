import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { loggedIn } from '../../api/login_state';
import { Problem } from '../../api/problem';
import { account } from '../../i18n/account';
import { auth } from '../../i18n/auth';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { AuthFrame } from '../../shell/AuthFrame';
import { AuthTitle, QUIET_LINK } from '../../shell/auth/AuthTitle';
import { PasswordInput } from '../../shell/auth/PasswordInput';
import { Button, ButtonLink } from '../../ui/Button';
import { Field, Input } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { isTeamRole } from '../team/rights';
import { useInvitation } from './useInvitation';

/** Opened from the e-mail to somebody who is invited to a team. */
export function AcceptInvitationPage() {
  const t = useWords(team).accept;
  const { token, invited } = useInvitation();
  const problem = invited.error ? Problem.from(invited.error) : null;
  if (token && invited.data) return <Join token={token} to={invited.data} />;
  return (
    <AuthFrame>
      <PageHeader title={t.title} />
      {!token ? (
        <Notice tone="warn">{t.noToken}</Notice>
      ) : !problem ? (
        <Skeleton className="h-60" />
      ) : problem.code === 'link_void' || problem.fields.length > 0 ? (
        <Notice tone="warn" alert>
          {t.void}
        </Notice>
      ) : (
        <ProblemNotice problem={problem} />
      )}
      {(!token || problem) && <LogIn />}
    </AuthFrame>
  );
}

function LogIn() {
  const a = useWords(auth);
  return (
    <p className="mt-6 text-[0.9375rem] text-soft">
      {a.signUp.haveAccount}{' '}
      <Link to="/login" className={QUIET_LINK}>
        {a.signUp.logIn}
      </Link>
    </p>
  );
}

function Join({ token, to }: { token: string; to: Schemas['InvitedTo'] }) {
  const words = useWords(team);
  const t = words.accept;
  const a = useWords(auth);
  const roles = useWords(account).roles;
  const [typed, setTyped] = useState({ name: '', password: '' });
  const [joined, setJoined] = useState(false);
  const ofBusiness = isTeamRole(to.role);
  const form = useSubmit(
    async () => {
      await api.post('/api/v1/auth/invitation/accept', { body: { token, ...typed } });
      try {
        await api.post('/api/v1/auth/login', { body: { email: to.email, password: typed.password, cookies: true } });
      } catch {
        // The link is used up: what is left is to log in.
        return false;
      }
      loggedIn(to.email);
      return true;
    },
    (isIn) => (isIn ? location.assign(ofBusiness ? '/app/' : '/admin/') : setJoined(true)),
    ['name', 'password'],
  );
  const bind = (key: keyof typeof typed) => ({
    name: key,
    value: typed[key],
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [key]: event.target.value }),
  });
  const where = to.business ? t.business(to.business) : t.platform;
  if (joined) {
    return (
      <AuthFrame>
        <PageHeader title={t.title} />
        <Notice tone="good" alert>
          {t.joined}
        </Notice>
        <div className="mt-6">{ofBusiness ? <ButtonLink to="/login">{a.logIn.submit}</ButtonLink> : <a href="/admin/login" className={QUIET_LINK}>{a.logIn.submit}</a>}</div>
      </AuthFrame>
    );
  }
  return (
    <AuthFrame>
      <AuthTitle title={t.title} lead={to.inviter ? t.lead(to.inviter, where) : t.leadUnsigned(where)} />
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        <Notice tone="info" title={t.role(roles[to.role])}>
          {isTeamRole(to.role) && words.does[to.role]}
        </Notice>
        <ProblemNotice problem={form.problem} />
        <Field label={a.email}>
          <Input type="email" name="email" autoComplete="username" readOnly value={to.email} />
        </Field>
        <Field label={t.name} error={form.error('name')}>
          <Input autoComplete="name" required {...bind('name')} />
        </Field>
        <Field label={a.password} hint={a.signUp.passwordHint} error={form.error('password')}>
          <PasswordInput autoComplete="new-password" required {...bind('password')} />
        </Field>
        <Button type="submit" busy={form.busy}>
          {t.submit}
        </Button>
      </form>
      <LogIn />
    </AuthFrame>
  );
}
