import { Navigate, useNavigate, useRouterState } from '@tanstack/react-router';

import { admin } from '../i18n/admin';
import { auth } from '../i18n/auth';
import { secondFactor } from '../i18n/second_factor';
import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { LiveProvider } from '../live/live';
import { AuthFrame } from '../shell/AuthFrame';
import { ConfirmItIsYou } from '../shell/auth/ConfirmItIsYou';
import { LogInAgain } from '../shell/auth/LogInAgain';
import { logOut } from '../shell/auth/logOut';
import { useMeOrLogIn } from '../shell/auth/useMeOrLogIn';
import { WrongEntry } from '../shell/auth/WrongEntry';
import { Frame, PageSkeleton } from '../shell/Frame';
import { SettingsMenu } from '../shell/SettingsMenu';
import { Button } from '../ui/Button';
import { Notice, ProblemNotice } from '../ui/Notice';
import { MeContext } from './me';
import { accountOnly, navigation } from './nav';
import { PlatformFeed } from './PlatformFeed';

/** Everything behind an administrator's log-in. */
export function AdminShell() {
  const t = useWords(admin);
  const common = useWords(shell);
  const a = useWords(auth);
  const missing = useWords(secondFactor).missing;
  const navigate = useNavigate();
  // What is shown: the address changes before its page is there.
  const atAccount = useRouterState({ select: (state) => state.matches.some(({ fullPath }) => fullPath === '/account') });
  const { me, problem, again } = useMeOrLogIn();
  if (!me) {
    if (problem) {
      return (
        <AuthFrame note={t.console}>
          <ProblemNotice problem={problem} action={<Button onClick={again}>{common.tryAgain}</Button>} />
        </AuthFrame>
      );
    }
    return (
      <div className="mx-auto max-w-6xl p-8">
        <PageSkeleton />
      </div>
    );
  }
  if (me.tenant_id) {
    return <WrongEntry email={me.email} title={a.logIn.notPlatform} open={a.logIn.toApp} other="/app/" own="/admin/login" note={t.console} />;
  }
  // Until then the server refuses everything but the account. What is around the page stays the same, as recovery codes are shown in it.
  const locked = me.second_factor_missing;
  return (
    <MeContext value={me}>
      <LiveProvider closed={locked}>
        <Frame
          note={t.console}
          groups={locked ? accountOnly(common.account) : navigation(t, me)}
          menu={<SettingsMenu onAccount={() => void navigate({ to: '/account' })} onLogOut={() => void logOut('/admin/login')} />}
          still={locked}
          instead={locked && !atAccount ? <Navigate to="/account" replace /> : undefined}
          banners={
            locked && (
              <div className="px-4 pt-4 sm:px-6 lg:px-8">
                <Notice tone="warn" title={missing.title}>
                  {missing.text}
                </Notice>
              </div>
            )
          }
        />
        <PlatformFeed />
        <ConfirmItIsYou me={me} />
        <LogInAgain email={me.email} onOther={() => void logOut('/admin/login')} />
      </LiveProvider>
    </MeContext>
  );
}
