import { adminCustomers } from '../../i18n/admin_customers';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';

export function CustomerBadge({ state }: { state: string }) {
  const t = useWords(adminCustomers);
  return <Badge tone={state === 'active' ? 'good' : 'warn'}>{t.states[state] ?? state}</Badge>;
}
