import { useNavigate } from '@tanstack/react-router';

import { admin } from '../i18n/admin';
import { auth } from '../i18n/auth';
import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { LiveProvider } from '../live/live';
import { AuthFrame } from '../shell/AuthFrame';
import { LogInAgain } from '../shell/auth/LogInAgain';
import { logOut } from '../shell/auth/logOut';
import { useMeOrLogIn } from '../shell/auth/useMeOrLogIn';
import { WrongEntry } from '../shell/auth/WrongEntry';
import { Frame, PageSkeleton } from '../shell/Frame';
import { SettingsMenu } from '../shell/SettingsMenu';
import { Button } from '../ui/Button';
import { ProblemNotice } from '../ui/Notice';
import { MeContext } from './me';
import { navigation } from './nav';
import { PlatformFeed } from './PlatformFeed';

/** Everything behind an administrator's log-in. */
export function AdminShell() {
  const t = useWords(admin);
  const common = useWords(shell);
  const a = useWords(auth);
  const navigate = useNavigate();
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
  return (
    <MeContext value={me}>
      <LiveProvider>
        <Frame note={t.console} groups={navigation(t)} menu={<SettingsMenu onAccount={() => void navigate({ to: '/account' })} onLogOut={() => void logOut('/admin/login')} />} />
        <PlatformFeed />
        <LogInAgain email={me.email} onOther={() => void logOut('/admin/login')} />
      </LiveProvider>
    </MeContext>
  );
}
