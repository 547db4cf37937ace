import { useEffect, useState } from 'react';

import { answerLogin, onLoginAsked } from '../../api/login_state';
import { auth } from '../../i18n/auth';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { LogInForm } from './LogInForm';

/** The log-in ended in the middle of something: it is asked for over the page, and what was refused is then repeated. */
export function LogInAgain({ email, onOther }: { email: string; onOther: () => void }) {
  const t = useWords(auth);
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    const stop = onLoginAsked(setAsked);
    return () => void stop();
  }, []);
  return (
    <Dialog open={asked} title={t.logIn.again} description={t.logIn.againText}>
      <LogInForm email={email} onDone={() => answerLogin(true)}>
        <Button
          look="quiet"
          onClick={() => {
            answerLogin(false);
            onOther();
          }}
        >
          {t.logIn.other}
        </Button>
      </LogInForm>
    </Dialog>
  );
}
