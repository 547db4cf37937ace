import { shell } from '../../i18n/shell';
import { useWords } from '../../i18n/words';
import { Button, buttonLook } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { AuthFrame } from '../AuthFrame';
import { logOut } from './logOut';

/** Who is logged in belongs to the other entry: leads there, or logs out. */
export function WrongEntry({
  email,
  title,
  open,
  other,
  own,
  note,
}: {
  email: string;
  title: string;
  /** The word that leads to the other entry. */
  open: string;
  other: '/app/' | '/admin/';
  own: '/app/login' | '/admin/login';
  note?: string;
}) {
  const t = useWords(shell);
  return (
    <AuthFrame {...(note ? { note } : {})}>
      <Notice
        tone="info"
        title={title}
        action={
          <div className="flex flex-wrap gap-3">
            <a href={other} className={buttonLook('primary')}>
              {open}
            </a>
            <Button look="secondary" onClick={() => void logOut(own)}>
              {t.logOut}
            </Button>
          </div>
        }
      >
        {t.signedInAs(email)}
      </Notice>
    </AuthFrame>
  );
}
