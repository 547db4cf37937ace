import { api } from '../../api/client';
import { loggedOut, rememberLogin } from '../../api/login_state';
import { forgetAllKept } from '../../ui/kept';

/** Ends the log-in and leaves: nothing of it stays in this tab. */
export async function logOut(to: string): Promise<void> {
  rememberLogin(false);
  // Also when the server cannot be asked: the page must not look logged in.
  await api.post('/api/v1/auth/logout').catch(() => undefined);
  loggedOut();
  forgetAllKept();
  location.assign(to);
}
