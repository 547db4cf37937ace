import type { Schemas } from '../../api/client';
import { contacts } from '../../i18n/contacts';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';

/** Whether one may write to the person. */
export function StateOf({ contact }: { contact: Schemas['Contact'] }) {
  const t = useWords(contacts);
  if (contact.blocked_at) return <Badge tone="bad">{t.blocked}</Badge>;
  return contact.consent_at ? <Badge tone="good">{t.consent}</Badge> : <span className="text-sm text-soft">{t.none}</span>;
}
