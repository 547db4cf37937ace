import { admin } from '../../i18n/admin';
import { useWords } from '../../i18n/words';
import { AuthFrame } from '../../shell/AuthFrame';
import { nextPage } from '../../shell/auth/address';
import { AuthTitle } from '../../shell/auth/AuthTitle';
import { LogInForm } from '../../shell/auth/LogInForm';

export function LogInPage() {
  const t = useWords(admin);
  return (
    <AuthFrame note={t.console}>
      <AuthTitle title={t.logIn.title} lead={t.logIn.lead} />
      <LogInForm onDone={() => location.assign(nextPage('/admin'))} />
    </AuthFrame>
  );
}
