import type { Schemas } from '../../api/client';
import { campaigns } from '../../i18n/campaigns';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';

type Level = Schemas['PreflightReport']['risk']['level'];

/** How likely WhatsApp limits the account for this. */
export function RiskBadge({ level }: { level: Level }) {
  const { levels } = useWords(campaigns).check;
  return <Badge tone={level === 'low' ? 'good' : level === 'medium' ? 'warn' : 'bad'}>{levels[level]}</Badge>;
}
