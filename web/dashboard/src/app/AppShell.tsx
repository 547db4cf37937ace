import { Navigate, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';

import { rememberLogin } from '../api/login_state';
import { useGet } from '../api/query';
import { auth } from '../i18n/auth';
import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { LiveProvider } from '../live/live';
import { AuthFrame } from '../shell/AuthFrame';
import { LogInAgain } from '../shell/auth/LogInAgain';
import { logOut } from '../shell/auth/logOut';
import { Frame, PageSkeleton } from '../shell/Frame';
import { SettingsMenu } from '../shell/SettingsMenu';
import { Button, buttonLook } from '../ui/Button';
import { Notice, ProblemNotice } from '../ui/Notice';
import { EventToasts } from './EventToasts';
import { MeContext } from './me';
import { navigation } from './nav';

/** Everything behind the log-in. */
export function AppShell() {
  const t = useWords(shell);
  const a = useWords(auth);
  const navigate = useNavigate();
  const me = useGet('/api/v1/auth/me');
  const path = useRouterState({ select: (state) => state.location.href });
  useEffect(() => {
    if (me.data) rememberLogin(true);
  }, [me.data]);
  if (!me.data) {
    if (me.error?.status === 401) return <Navigate to="/login" search={{ next: path } as never} replace />;
    if (me.error) {
      return (
        <AuthFrame>
          <ProblemNotice problem={me.error} action={<Button onClick={() => void me.refetch()}>{t.tryAgain}</Button>} />
        </AuthFrame>
      );
    }
    return (
      <div className="mx-auto max-w-6xl p-8">
        <PageSkeleton />
      </div>
    );
  }
  if (!me.data.tenant_id) {
    return (
      <AuthFrame>
        <Notice
          tone="info"
          title={a.logIn.platform}
          action={
            <div className="flex flex-wrap gap-3">
              <a href="/admin/" className={buttonLook('primary')}>
                {a.logIn.toConsole}
              </a>
              <Button look="secondary" onClick={() => void logOut('/app/login')}>
                {t.logOut}
              </Button>
            </div>
          }
        >
          {t.signedInAs(me.data.email)}
        </Notice>
      </AuthFrame>
    );
  }
  return (
    <MeContext value={me.data}>
      <LiveProvider>
        <Frame
          groups={navigation(t)}
          caution
          menu={<SettingsMenu onAccount={() => void navigate({ to: '/account' })} onLogOut={() => void logOut('/app/login')} />}
          banners={
            me.data.suspended && (
              <div className="px-4 pt-4 sm:px-6 lg:px-8">
                <Notice tone="warn" title={t.suspended.title}>
                  {t.suspended.text}
                </Notice>
              </div>
            )
          }
        />
        <EventToasts />
        <LogInAgain email={me.data.email} onOther={() => void logOut('/app/login')} />
      </LiveProvider>
    </MeContext>
  );
}
