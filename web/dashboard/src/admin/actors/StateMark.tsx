import { CircleCheck, CircleDotDashed, CircleParking, CircleStop, LoaderCircle, RotateCcwSquare, type LucideIcon } from 'lucide-react';

import { adminActors } from '../../i18n/admin_actors';
import { useWords } from '../../i18n/words';
import { Badge, type BadgeTone } from '../../ui/Badge';
import { cx } from '../../ui/cx';
import type { StateName } from './rows';

const LOOKS: Record<StateName, { tone: BadgeTone; icon: LucideIcon; ink: string }> = {
  starting: { tone: 'busy', icon: LoaderCircle, ink: 'text-accent' },
  running: { tone: 'good', icon: CircleCheck, ink: 'text-good-ink' },
  backing_off: { tone: 'warn', icon: RotateCcwSquare, ink: 'text-warn-ink' },
  parked: { tone: 'bad', icon: CircleParking, ink: 'text-bad-ink' },
  stopping: { tone: 'idle', icon: CircleDotDashed, ink: 'text-soft' },
  stopped: { tone: 'warn', icon: CircleStop, ink: 'text-warn-ink' },
};

/** A state by word, colour and shape. */
export function StateBadge({ state }: { state: StateName }) {
  const t = useWords(adminActors);
  return (
    <Badge tone={LOOKS[state].tone} icon={LOOKS[state].icon}>
      {t.states[state]}
    </Badge>
  );
}

/** The same without the word, where the word stands beside it. */
export function StateShape({ state, className }: { state: StateName; className?: string }) {
  const Shape = LOOKS[state].icon;
  return <Shape className={cx('size-5 shrink-0', LOOKS[state].ink, className)} aria-hidden />;
}
