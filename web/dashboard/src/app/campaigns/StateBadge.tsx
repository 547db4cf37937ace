import type { Schemas } from '../../api/client';
import { campaigns } from '../../i18n/campaigns';
import { useWords } from '../../i18n/words';
import { Badge, type BadgeTone } from '../../ui/Badge';

const TONES: Record<Schemas['CampaignState'], BadgeTone> = {
  draft: 'idle',
  scheduled: 'info',
  running: 'busy',
  paused: 'warn',
  completed: 'good',
  cancelled: 'idle',
  failed: 'bad',
};

export function StateBadge({ state }: { state: Schemas['CampaignState'] }) {
  return <Badge tone={TONES[state]}>{useWords(campaigns).states[state]}</Badge>;
}

/** Recipients that need no more work. */
export function doneOf(counts: Schemas['Counts']): number {
  return counts.total - counts.queued - counts.leased - counts.submitting - counts.retry;
}
