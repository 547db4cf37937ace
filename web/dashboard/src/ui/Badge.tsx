import { CircleAlert, CircleCheck, CircleDashed, CircleDot, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

import { cx } from './cx';

export type BadgeTone = 'good' | 'busy' | 'idle' | 'info' | 'warn' | 'bad';

const TONES: Record<BadgeTone, string> = {
  good: 'bg-good-soft text-good-ink',
  busy: 'bg-accent-soft text-accent-ink',
  idle: 'bg-sunken text-soft',
  info: 'bg-info-soft text-info-ink',
  warn: 'bg-warn-soft text-warn-ink',
  bad: 'bg-bad-soft text-bad-ink',
};
const SHAPES: Record<BadgeTone, LucideIcon> = {
  good: CircleCheck,
  busy: CircleDot,
  idle: CircleDashed,
  info: Info,
  warn: TriangleAlert,
  bad: CircleAlert,
};

/** A state, told by word, colour and shape. `icon` replaces the tone's shape. */
export function Badge({ tone, icon, children, className }: { tone: BadgeTone; icon?: LucideIcon; children: ReactNode; className?: string }) {
  const Shape = icon ?? SHAPES[tone];
  return (
    <span
      className={cx('inline-flex min-h-7 items-center gap-1.5 rounded-full px-2.5 text-sm font-semibold sm:whitespace-nowrap max-sm:text-left', TONES[tone], className)}
    >
      <Shape className={cx('size-4 shrink-0', tone === 'busy' && 'animate-pulse-soft')} aria-hidden />
      {children}
    </span>
  );
}
