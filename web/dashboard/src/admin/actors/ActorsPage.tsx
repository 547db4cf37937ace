import { useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';

import { useGet, usePages } from '../../api/query';
import { adminActors } from '../../i18n/admin_actors';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { Dialog } from '../../ui/Dialog';
import { Checkbox, Field, Input } from '../../ui/Field';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { ActorPanel } from './ActorPanel';
import { ActorTree } from './ActorTree';
import { find, flatten, inTrouble, rowsOf, tenantOf, type Node } from './rows';

const WIDE = '(min-width: 1024px)';

export function ActorsPage() {
  const t = useWords(adminActors);
  const format = useFormat();
  const { data: tree, error } = useGet('/api/v1/admin/actors');
  const customers = usePages('/api/v1/admin/customers', {}, 200);
  const names = useMemo(() => new Map(customers.rows.map((one) => [one.id, one.name])), [customers.rows]);
  const [search, setSearch] = useState('');
  const [onlyTrouble, setOnlyTrouble] = useState(false);
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [shown, setShown] = useState(false);
  const { at = null } = useSearch({ strict: false }) as { at?: string };
  const navigate = useNavigate();
  const panel = useRef<HTMLDivElement>(null);
  const wide = useMedia(WIDE);
  const asked = useDeferredValue(search);
  const now = useNow();

  // Whoever comes by a link to an actor finds it in the tree.
  useEffect(() => {
    if (!at) return;
    const above = at.split('/').slice(0, -1).map((_, place, ids) => ids.slice(0, place + 1).join('/'));
    setOpened((old) => (above.every((path) => old.get(path) === true) ? old : new Map([...old, ...above.map((path) => [path, true] as const)])));
    // Only where one comes to: closing a branch by hand is respected afterwards.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);

  const nodes = useMemo(() => (tree ? flatten(tree) : []), [tree]);
  const rows = useMemo(() => (tree ? rowsOf(tree, { search: asked, onlyTrouble, opened, names, now }) : []), [tree, asked, onlyTrouble, opened, names, now]);
  const chosen = tree && at ? find(tree, at) : null;
  const nameOf = (node: Node) => names.get(tenantOf(node) ?? '') ?? node.id;
  const trouble = nodes.filter((node) => inTrouble(node, now)).length;
  const details = chosen && <ActorPanel key={chosen.path} node={chosen} name={nameOf(chosen)} customer={names.get(tenantOf(chosen) ?? '')} />;
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <ProblemNotice problem={tree ? null : error} className="mb-5" />
      {!wide && at && tree && !chosen && (
        <Notice tone="info" className="mb-5">
          {t.gone}
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <Card flush>
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4 border-b border-line p-5">
            <Field label={t.search} hint={t.searchHint} className="w-full sm:max-w-xs">
              <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
            </Field>
            <Checkbox label={t.onlyTrouble} checked={onlyTrouble} onChange={(event) => setOnlyTrouble(event.target.checked)} className="sm:mb-7" />
            <p className="nums w-full text-sm text-soft" aria-live="polite">
              {tree && t.summary(format.number(nodes.length), format.number(nodes.filter((node) => node.state.name === 'running').length), trouble)}
            </p>
          </div>
          {!tree && !error && <Skeleton className="m-5 h-64 w-auto" />}
          {tree && rows.length === 0 && <p className="p-5 text-soft">{onlyTrouble && asked.trim() === '' ? t.noTrouble : t.noneSuch}</p>}
          {rows.length > 0 && (
            <ActorTree
              rows={rows}
              at={at}
              nameOf={(row) => nameOf(row.node)}
              onMove={(path) => void navigate({ to: '/actors', search: { at: path } as never, replace: true, resetScroll: false })}
              onOpen={(path, open) => setOpened((old) => new Map(old).set(path, open))}
              onChoose={(by) => {
                if (!wide) setShown(true);
                else if (by === 'key') requestAnimationFrame(() => panel.current?.focus());
              }}
            />
          )}
        </Card>
        {wide && (
          <div ref={panel} tabIndex={-1} className="sticky top-20 outline-none" data-panel>
            <Card title={chosen && nameOf(chosen)}>{details ?? <p className="text-soft">{at && tree ? t.gone : t.choose}</p>}</Card>
          </div>
        )}
      </div>
      {!wide && chosen && (
        <Dialog open={shown} onClose={() => setShown(false)} title={nameOf(chosen)}>
          {details}
        </Dialog>
      )}
    </>
  );
}

/** Trouble grows old: looked at again now and then, without asking the server. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
