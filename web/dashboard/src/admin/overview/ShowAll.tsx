import { Link } from '@tanstack/react-router';

import { admin } from '../../i18n/admin';
import { useWords } from '../../i18n/words';

/** From a card to its page. */
export function ShowAll({ to, of }: { to: string; of: string }) {
  const t = useWords(admin);
  return (
    <Link to={to} className="text-sm font-semibold text-accent underline underline-offset-2">
      {t.showAll}
      <span className="sr-only">: {of}</span>
    </Link>
  );
}
