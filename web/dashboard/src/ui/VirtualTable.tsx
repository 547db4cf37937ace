import { memo, useEffect, useRef, type ReactNode } from 'react';

import { cx } from './cx';
import { useInSight } from './inSight';

export interface VirtualColumn<R> {
  key: string;
  head: string;
  cell: (row: R) => ReactNode;
  /** A CSS grid track: `minmax(0,2fr)`, `8rem`. */
  width: string;
  end?: boolean;
}

/** Rows before the end at which the next page is asked for. */
const SOON = 60;

/**
 * A table of any length: only the rows on the screen exist, further pages come while scrolling. Rows are of one height; on phones
 * `card` draws them instead of the columns. Where `columns` and `card` stay the same, only rows that changed or came into sight are drawn.
 */
export function VirtualTable<R>({
  label,
  columns,
  rows,
  rowKey,
  card,
  total,
  hasMore,
  loading,
  onMore,
  rowHeight = 56,
  cardHeight = 84,
  height = 'max-h-[min(70dvh,44rem)]',
}: {
  label: string;
  columns: VirtualColumn<R>[];
  rows: R[];
  rowKey: (row: R) => string;
  card: (row: R) => ReactNode;
  /** All rows there are, where known: for screen readers. */
  total?: number;
  hasMore: boolean;
  loading: boolean;
  onMore: () => void;
  rowHeight?: number;
  cardHeight?: number;
  height?: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const phone = typeof matchMedia === 'function' && matchMedia('(max-width: 639px)').matches;
  const size = phone ? cardHeight : rowHeight;
  const [first, end] = useInSight(box, rows.length, size);
  // Asked for before it is missed: a page takes longer to come than a flick of the wheel.
  useEffect(() => {
    if (hasMore && !loading && end >= rows.length - SOON) onMore();
  }, [hasMore, loading, end, rows.length, onMore]);
  return (
    <div ref={box} tabIndex={0} role="region" aria-label={label} className={cx('overflow-y-auto focus-visible:-outline-offset-2', height)}>
      <div role="table" aria-label={label} aria-rowcount={total !== undefined ? total + 1 : hasMore ? -1 : rows.length + 1} aria-busy={loading}>
        <div role="rowgroup" className="sticky top-0 z-10 bg-surface max-sm:sr-only">
          <div role="row" aria-rowindex={1} className="grid border-b border-line px-2 text-sm font-semibold text-soft" style={tracksOf(columns)}>
            {columns.map((column) => (
              <div key={column.key} role="columnheader" className={cx('px-3 py-2.5', column.end && 'text-right')}>
                {column.head}
              </div>
            ))}
          </div>
        </div>
        <div role="rowgroup" className="relative" style={{ height: rows.length * size }}>
          {rows.slice(first, end).map((row, place) => {
            const index = first + place;
            return <Line key={rowKey(row)} row={row} index={index} size={size} columns={columns} card={phone ? card : null} />;
          })}
        </div>
      </div>
    </div>
  );
}

function tracksOf<R>(columns: VirtualColumn<R>[]): { gridTemplateColumns: string } {
  return { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
}

function DrawnLine<R>({ row, index, size, columns, card }: { row: R; index: number; size: number; columns: VirtualColumn<R>[]; card: ((row: R) => ReactNode) | null }) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="absolute inset-x-0 top-0 border-b border-line sm:grid sm:items-center sm:px-2"
      style={{ height: size, transform: `translateY(${index * size}px)`, ...(card ? {} : tracksOf(columns)) }}
    >
      {card ? (
        <div role="cell" className="h-full px-5 py-3">
          {card(row)}
        </div>
      ) : (
        columns.map((column) => (
          <div key={column.key} role="cell" className={cx('min-w-0 truncate px-3', column.end && 'nums text-right')}>
            {column.cell(row)}
          </div>
        ))
      )}
    </div>
  );
}

const Line = memo(DrawnLine) as typeof DrawnLine;
