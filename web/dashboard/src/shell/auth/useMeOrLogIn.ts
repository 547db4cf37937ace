import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';

import { loginAgain, onElsewhere, rememberLogin } from '../../api/login_state';
import { useGet } from '../../api/query';
import { forgetAllKept } from '../../ui/kept';
import { afterLogOutElsewhere } from './address';

/** Who is logged in; nobody is led to the log-in page, once, and from there back to the page asked for. */
export function useMeOrLogIn() {
  const me = useGet('/api/v1/auth/me');
  const navigate = useNavigate();
  const nobody = !me.data && me.error?.status === 401;
  useEffect(() => {
    if (me.data) rememberLogin(true);
  }, [me.data]);
  useEffect(() => {
    if (nobody) void navigate({ to: '/login', search: { next: location.pathname + location.search } as never, replace: true });
  }, [nobody, navigate]);
  const email = me.data?.email;
  useEffect(() => {
    if (!email) return;
    return onElsewhere((what) => {
      if ('out' in what) {
        rememberLogin(false);
        forgetAllKept();
        location.assign(afterLogOutElsewhere(location.pathname.startsWith('/admin') ? '/admin' : '/app'));
      } else if (what.in === email) loginAgain.answer(true);
      else {
        // Somebody else's cookies are in this browser now: nothing of the former person may be shown or sent.
        forgetAllKept();
        location.reload();
      }
    });
  }, [email]);
  return { me: me.data, problem: nobody ? null : me.error, again: () => void me.refetch() };
}
