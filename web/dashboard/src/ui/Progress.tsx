import { cx } from './cx';

/** `share`: 0 to 1; null while it cannot be known. */
export function Progress({ label, share, text, className }: { label: string; share: number | null; text?: string; className?: string }) {
  const percent = share === null ? null : Math.round(Math.min(1, Math.max(0, share)) * 1000) / 10;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      aria-valuetext={text}
      className={cx('h-2.5 w-full overflow-hidden rounded-full bg-sunken', className)}
    >
      <div
        className={cx('h-full rounded-full bg-accent', percent === null ? 'w-1/3 animate-pulse-soft' : 'transition-transform duration-500 ease-out')}
        // Moved, not stretched: that costs no layout, many times a second.
        style={percent === null ? undefined : { transform: `translateX(${percent - 100}%)` }}
      />
    </div>
  );
}

/** Where something will be in a moment. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cx('animate-pulse-soft rounded-lg bg-line', className ?? 'h-4 w-full')} />;
}
