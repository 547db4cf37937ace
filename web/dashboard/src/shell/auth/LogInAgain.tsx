import { loginAgain } from '../../api/login_state';
import { auth } from '../../i18n/auth';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { LogInForm } from './LogInForm';
import { useAsked } from './useAsked';

/** The log-in ended in the middle of something: it is asked for over the page, and what was refused is then repeated. */
export function LogInAgain({ email, onOther }: { email: string; onOther: () => void }) {
  const t = useWords(auth);
  const asked = useAsked(loginAgain);
  return (
    <Dialog open={asked} title={t.logIn.again} description={t.logIn.againText}>
      <LogInForm email={email} onDone={() => loginAgain.answer(true)}>
        <Button
          look="quiet"
          onClick={() => {
            loginAgain.answer(false);
            onOther();
          }}
        >
          {t.logIn.other}
        </Button>
      </LogInForm>
    </Dialog>
  );
}
