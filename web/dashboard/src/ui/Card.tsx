import type { ReactNode } from 'react';

import { cx } from './cx';

/** A surface with an optional heading and actions. */
export function Card({
  title,
  actions,
  children,
  className,
  flush = false,
}: {
  title?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  /** The content reaches the edges. */
  flush?: boolean;
}) {
  return (
    <section className={cx('min-w-0 overflow-hidden rounded-card border border-line bg-surface shadow-card', className)}>
      {(title || actions) && (
        <div className={cx('flex flex-wrap items-center justify-between gap-3 px-5 pt-4', flush && 'pb-4')}>
          {title && <h2 className="text-base font-bold">{title}</h2>}
          {actions}
        </div>
      )}
      <div className={flush ? '' : 'p-5'}>{children}</div>
    </section>
  );
}

/** One figure with its name. */
export function Figure({ label, value, note }: { label: ReactNode; value: ReactNode; note?: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-soft">{label}</dt>
      <dd className="nums text-2xl font-bold tracking-tight">{value}</dd>
      {note && <dd className="text-sm text-soft">{note}</dd>}
    </div>
  );
}
