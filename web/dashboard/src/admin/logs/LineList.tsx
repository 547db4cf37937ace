import { useVirtualizer } from '@tanstack/react-virtual';
import { CircleAlert, CircleDot, Ellipsis, Info, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useRef } from 'react';

import { adminLogs } from '../../i18n/admin_logs';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { cx } from '../../ui/cx';
import type { Line } from './useLines';

const LOOKS: Record<Line['level'], { icon: LucideIcon; ink: string }> = {
  error: { icon: CircleAlert, ink: 'text-bad-ink' },
  warn: { icon: TriangleAlert, ink: 'text-warn-ink' },
  info: { icon: Info, ink: 'text-info-ink' },
  debug: { icon: CircleDot, ink: 'text-soft' },
  trace: { icon: Ellipsis, ink: 'text-soft' },
};

/** Newest first. Only the lines on the screen exist; whoever scrolls away from the top reads, so nothing moves until they say so. */
export function LineList({ lines, onAway }: { lines: Line[]; onAway: () => void }) {
  const t = useWords(adminLogs);
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => 52,
    overscan: 10,
    getItemKey: (place) => lines[place]?.sequence ?? place,
  });
  return (
    <div
      ref={box}
      tabIndex={0}
      role="region"
      aria-label={t.lines}
      onScroll={(event) => event.currentTarget.scrollTop > 24 && onAway()}
      className="max-h-[min(70dvh,46rem)] overflow-y-auto focus-visible:-outline-offset-2"
    >
      <ol className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index];
          if (!line) return null;
          const { icon: Shape, ink } = LOOKS[line.level];
          return (
            <li
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0 border-b border-line px-5 py-2.5 text-sm"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <div className="flex gap-3">
                <Shape className={cx('mt-0.5 size-4 shrink-0', ink)} aria-hidden />
                <p className="min-w-0 grow break-words">
                  <span className={cx('sr-only', ink)}>{t.levels[line.level]}: </span>
                  <span className={cx(line.level === 'error' || line.level === 'warn' ? 'font-semibold' : undefined)}>{line.message}</span>
                </p>
                <time dateTime={line.at} title={format.dateTime(line.at)} className="nums shrink-0 text-soft">
                  {format.clock(line.at)}
                </time>
              </div>
              <p className="font-mono text-xs break-words text-soft sm:pl-7">
                {line.target}
                {line.fields.map((field) => (
                  <span key={field.name}>
                    {' '}
                    {field.name}=<span className="text-ink">{field.value}</span>
                  </span>
                ))}
              </p>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
