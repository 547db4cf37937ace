import { Navigate, useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';

import { rememberLogin } from '../api/login_state';
import { useGet } from '../api/query';
import { admin } from '../i18n/admin';
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
import { navigation } from './nav';
import { TreeFeed } from './tree';

/** Everything behind an administrator's log-in. */
export function AdminShell() {
  const t = useWords(admin);
  const common = useWords(shell);
  const a = useWords(auth);
  const me = useGet('/api/v1/auth/me');
  const path = useRouterState({ select: (state) => state.location.href });
  useEffect(() => {
    if (me.data) rememberLogin(true);
  }, [me.data]);
  if (!me.data) {
    if (me.error?.status === 401) return <Navigate to="/login" search={{ next: path } as never} replace />;
    if (me.error) {
      return (
        <AuthFrame note={t.console}>
          <ProblemNotice problem={me.error} action={<Button onClick={() => void me.refetch()}>{common.tryAgain}</Button>} />
        </AuthFrame>
      );
    }
    return (
      <div className="mx-auto max-w-6xl p-8">
        <PageSkeleton />
      </div>
    );
  }
  if (me.data.tenant_id) {
    return (
      <AuthFrame note={t.console}>
        <Notice
          tone="info"
          title={a.logIn.notPlatform}
          action={
            <div className="flex flex-wrap gap-3">
              <a href="/app/" className={buttonLook('primary')}>
                {a.logIn.toApp}
              </a>
              <Button look="secondary" onClick={() => void logOut('/admin/login')}>
                {common.logOut}
              </Button>
            </div>
          }
        >
          {common.signedInAs(me.data.email)}
        </Notice>
      </AuthFrame>
    );
  }
  return (
    <LiveProvider>
      <Frame note={t.console} groups={navigation(t)} menu={<SettingsMenu onLogOut={() => void logOut('/admin/login')} />} />
      <TreeFeed />
      <LogInAgain email={me.data.email} onOther={() => void logOut('/admin/login')} />
    </LiveProvider>
  );
}
