import { Compass, Unplug } from 'lucide-react';

import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { Button, ButtonLink } from '../ui/Button';
import { EmptyState } from '../ui/Page';

/** Where an address leads nowhere. */
export function NotFound() {
  const t = useWords(shell);
  return <EmptyState icon={<Compass />} title={t.notFound.title} text={t.notFound.text} action={<ButtonLink to="/">{t.notFound.home}</ButtonLink>} />;
}

/** Where a page threw: the frame around it stays. */
export function Broken() {
  const t = useWords(shell);
  return (
    <EmptyState
      icon={<Unplug />}
      title={t.broken.title}
      text={t.broken.text}
      action={<Button onClick={() => location.reload()}>{t.broken.reload}</Button>}
    />
  );
}
