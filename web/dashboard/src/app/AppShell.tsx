import { useNavigate } from '@tanstack/react-router';

import { auth } from '../i18n/auth';
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
import { UnconfirmedBanner } from './account/UnconfirmedBanner';
import { EventToasts } from './EventToasts';
import { MeContext } from './me';
import { navigation } from './nav';

/** Everything behind the log-in. */
export function AppShell() {
  const t = useWords(shell);
  const a = useWords(auth);
  const navigate = useNavigate();
  const { me, problem, again } = useMeOrLogIn();
  if (!me) {
    if (problem) {
      return (
        <AuthFrame>
          <ProblemNotice problem={problem} action={<Button onClick={again}>{t.tryAgain}</Button>} />
        </AuthFrame>
      );
    }
    return (
      <div className="mx-auto max-w-6xl p-8">
        <PageSkeleton />
      </div>
    );
  }
  if (!me.tenant_id) {
    return <WrongEntry email={me.email} title={a.logIn.platform} open={a.logIn.toConsole} other="/admin/" own="/app/login" />;
  }
  return (
    <MeContext value={me}>
      <LiveProvider>
        <Frame
          groups={navigation(t, me)}
          caution
          menu={<SettingsMenu onAccount={() => void navigate({ to: '/account' })} onLogOut={() => void logOut('/app/login')} />}
          banners={
            <>
              {me.suspended && (
                <div className="px-4 pt-4 sm:px-6 lg:px-8">
                  <Notice tone="warn" title={t.suspended.title}>
                    {t.suspended.text}
                  </Notice>
                </div>
              )}
              {!me.email_verified && <UnconfirmedBanner />}
            </>
          }
        />
        <EventToasts />
        <ConfirmItIsYou me={me} />
        <LogInAgain email={me.email} onOther={() => void logOut('/app/login')} />
      </LiveProvider>
    </MeContext>
  );
}
