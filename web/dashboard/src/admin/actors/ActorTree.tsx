import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight, TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef, type KeyboardEvent } from 'react';

import { adminActors } from '../../i18n/admin_actors';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { cx } from '../../ui/cx';
import { type Row } from './rows';
import { StateShape } from './StateMark';

const HEIGHT = 52;

/**
 * The tree as screen readers know it: one place to tab to, arrows to walk, right and left to open and close. Only the rows on the screen
 * exist, so that thousands of actors cost nothing.
 */
export function ActorTree({
  rows,
  at,
  nameOf,
  onMove,
  onOpen,
  onChoose,
}: {
  rows: Row[];
  /** The path of the row that is chosen. */
  at: string | null;
  nameOf: (row: Row) => string;
  onMove: (path: string) => void;
  onOpen: (path: string, open: boolean) => void;
  /** Asked for the chosen row's details, by a key or by a click. */
  onChoose: (by: 'key' | 'click') => void;
}) {
  const t = useWords(adminActors);
  const box = useRef<HTMLDivElement>(null);
  const id = useId();
  const typed = useRef({ text: '', at: 0 });
  const index = rows.findIndex((row) => row.node.path === at);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => HEIGHT,
    overscan: 12,
    getItemKey: (place) => rows[place]?.node.path ?? place,
  });
  useEffect(() => {
    if (index >= 0) virtual.scrollToIndex(index, { align: 'auto' });
    // Only where the choice moved: rows that come and go above it do not move the view.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [at]);

  const go = (place: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, place))];
    if (row) onMove(row.node.path);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[index];
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? HEIGHT) / HEIGHT) - 1);
    const moves: Record<string, () => void> = {
      ArrowDown: () => go(index + 1),
      ArrowUp: () => go(index < 0 ? 0 : index - 1),
      PageDown: () => go(index + page),
      PageUp: () => go(index - page),
      Home: () => go(0),
      End: () => go(rows.length - 1),
      ArrowRight: () => {
        if (!row || row.below === 0) return;
        if (row.open) go(index + 1);
        else onOpen(row.node.path, true);
      },
      ArrowLeft: () => {
        if (row?.open) onOpen(row.node.path, false);
        else if (row?.parent) onMove(row.parent);
      },
      '*': () => rows.filter((one) => one.parent === row?.parent && one.below > 0).forEach((one) => onOpen(one.node.path, true)),
      Enter: () => row && onChoose('key'),
      ' ': () => row && onChoose('key'),
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      typed.current = { text: '', at: 0 };
      move();
    } else if (event.key.length === 1) {
      const fresh = event.timeStamp - typed.current.at > 700;
      const text = (fresh ? '' : typed.current.text) + event.key.toLowerCase();
      typed.current = { text, at: event.timeStamp };
      const from = fresh ? index + 1 : Math.max(index, 0);
      const found = [...rows.keys()].map((step) => (from + step) % rows.length).find((place) => {
        const one = rows[place];
        return one !== undefined && nameOf(one).toLowerCase().startsWith(text);
      });
      if (found !== undefined) go(found);
    }
  };
  const items = virtual.getVirtualItems();
  const isShown = items.some((item) => item.index === index);
  return (
    <div
      ref={box}
      role="tree"
      aria-label={t.tree}
      tabIndex={0}
      aria-activedescendant={isShown ? `${id}-${index}` : undefined}
      onKeyDown={onKeyDown}
      onFocus={() => index < 0 && go(0)}
      className="group/tree max-h-[min(72dvh,46rem)] overflow-y-auto focus-visible:-outline-offset-2"
    >
      <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const chosen = item.index === index;
          return (
            <div
              key={item.key}
              id={`${id}-${item.index}`}
              role="treeitem"
              aria-level={row.level}
              aria-posinset={row.place}
              aria-setsize={row.siblings}
              aria-selected={chosen}
              {...(row.below > 0 ? { 'aria-expanded': row.open } : {})}
              onClick={() => {
                onMove(row.node.path);
                onChoose('click');
              }}
              className={cx(
                'absolute inset-x-0 top-0 flex cursor-pointer items-center gap-2 border-b border-line pr-4 select-none',
                chosen ? 'bg-accent-soft text-accent-ink group-focus-visible/tree:shadow-[inset_3px_0_0_var(--color-accent)]' : 'hover:bg-paper',
              )}
              style={{ height: HEIGHT, transform: `translateY(${item.start}px)`, paddingLeft: 8 + (row.level - 1) * 20 }}
            >
              <TreeRow row={row} name={nameOf(row)} onOpen={(open) => onOpen(row.node.path, open)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function TreeRow({ row, name, onOpen }: { row: Row; name: string; onOpen: (open: boolean) => void }) {
  const t = useWords(adminActors);
  const format = useFormat();
  const { node, below, open, trouble } = row;
  const Chevron = open ? ChevronDown : ChevronRight;
  const what = node.actor ? t.what[node.actor] : t.groups[node.path];
  const depth = node.mailbox_depth;
  return (
    <>
      {/* The arrow keys do the same: for screen readers the row itself opens and closes. */}
      <span
        aria-hidden
        className={cx('flex size-8 shrink-0 items-center justify-center rounded-lg', below > 0 && 'hover:bg-sunken')}
        onClick={(event) => {
          if (below === 0) return;
          event.stopPropagation();
          onOpen(!open);
        }}
      >
        {below > 0 && <Chevron className="size-4.5" />}
      </span>
      <StateShape state={node.state.name} />
      <span className="min-w-0 grow leading-tight">
        <span className="flex items-baseline gap-2">
          <span className="truncate font-semibold">{name}</span>
          {node.state.name !== 'running' && <span className="shrink-0 text-sm font-semibold">{t.states[node.state.name]}</span>}
          {node.state.name === 'running' && <span className="sr-only">{t.states.running}</span>}
        </span>
        <span className="block truncate text-sm opacity-80">{node.last_error && row.below === 0 && node.state.name !== 'running' ? node.last_error : (what ?? node.actor)}</span>
      </span>
      {!open && trouble > 0 && (
        <span className="inline-flex shrink-0 items-center gap-1 text-sm font-semibold text-warn-ink">
          <TriangleAlert className="size-4" aria-hidden />
          {t.troubleBelow(trouble)}
        </span>
      )}
      {below > 0 && <span className="nums shrink-0 text-sm max-sm:hidden">{t.below(below)}</span>}
      {node.restarts > 0 && (
        <span className="nums shrink-0 text-sm max-sm:hidden">
          <span aria-hidden>↻ {format.number(node.restarts)}</span>
          <span className="sr-only">{t.restartsLong(node.restarts)}</span>
        </span>
      )}
      {depth != null && (
        <span className={cx('nums w-12 shrink-0 text-right text-sm max-sm:w-auto', depth > 0 && 'font-semibold')}>
          <span aria-hidden>✉ {format.compact(depth)}</span>
          <span className="sr-only">{t.waitingLong(depth)}</span>
        </span>
      )}
    </>
  );
}
