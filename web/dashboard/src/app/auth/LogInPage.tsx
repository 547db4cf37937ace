import { Link } from '@tanstack/react-router';

import { auth } from '../../i18n/auth';
import { useWords } from '../../i18n/words';
import { AuthFrame } from '../../shell/AuthFrame';
import { nextPage } from '../../shell/auth/address';
import { AuthTitle, QUIET_LINK } from '../../shell/auth/AuthTitle';
import { LogInForm } from '../../shell/auth/LogInForm';

export function LogInPage() {
  const t = useWords(auth);
  return (
    <AuthFrame>
      <AuthTitle title={t.logIn.title} lead={t.logIn.lead} />
      <LogInForm onDone={() => location.assign(nextPage('/app'))} />
      <p className="mt-6 flex flex-wrap justify-between gap-x-6 gap-y-2 text-[0.9375rem] text-soft">
        <Link to="/forgot-password" className={QUIET_LINK}>
          {t.logIn.forgot}
        </Link>
        <span>
          {t.logIn.noAccount}{' '}
          <Link to="/signup" className={QUIET_LINK}>
            {t.logIn.signUp}
          </Link>
        </span>
      </p>
    </AuthFrame>
  );
}
