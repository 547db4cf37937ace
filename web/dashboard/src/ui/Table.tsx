import type { ReactNode } from 'react';

import { cx } from './cx';

export interface Column<R> {
  key: string;
  head: string;
  cell: (row: R) => ReactNode;
  /** Numbers stand on the right. */
  end?: boolean;
  /** Never broken into lines on large screens. */
  nowrap?: boolean;
  /** Left out on phones. */
  wideOnly?: boolean;
  /** On phones in the row's upper corner: buttons. */
  corner?: boolean;
}

/** A cell like this takes no line of a card. */
const NOTHING = new Set<ReactNode>(['', null, undefined, false]);

/** Rows on large screens, cards on phones; the same table for screen readers. The first column names the row. */
export function Table<R>({ label, columns, rows, rowKey }: { label: string; columns: Column<R>[]; rows: R[]; rowKey: (row: R) => string }) {
  return (
    <table role="table" aria-label={label} className="w-full border-collapse text-[0.9375rem] max-sm:block">
      <thead role="rowgroup" className="max-sm:sr-only">
        <tr role="row" className="border-b border-line text-left text-sm text-soft">
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" className={cx('px-4 py-2.5 font-semibold first:pl-5 last:pr-5', column.end && 'text-right')}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup" className="max-sm:block">
        {rows.map((row) => (
          <tr key={rowKey(row)} role="row" className="border-b border-line last:border-0 max-sm:relative max-sm:flex max-sm:flex-col max-sm:gap-1.5 max-sm:px-5 max-sm:py-4 sm:hover:bg-paper">
            {columns.map((column, place) => {
              const cell = column.cell(row);
              return place === 0 ? (
                <th key={column.key} role="rowheader" scope="row" className={cx('text-left font-semibold break-words max-sm:pr-20 sm:px-4 sm:py-3 sm:pl-5', column.nowrap && 'sm:whitespace-nowrap')}>
                  {cell}
                </th>
              ) : (
                <td
                  key={column.key}
                  role="cell"
                  className={cx(
                    'break-words max-sm:flex max-sm:items-baseline max-sm:justify-between max-sm:gap-4 sm:px-4 sm:py-3 sm:last:pr-5',
                    (column.nowrap || column.end) && 'sm:whitespace-nowrap',
                    column.end && 'nums sm:text-right',
                    (column.wideOnly || NOTHING.has(cell)) && 'max-sm:hidden',
                    column.corner && 'max-sm:absolute max-sm:top-1.5 max-sm:right-2',
                  )}
                >
                  <span className={cx('shrink-0 text-sm text-soft sm:hidden', column.corner && 'hidden')} aria-hidden>
                    {column.head}
                  </span>
                  <span className="min-w-0 max-sm:text-right">{cell}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
