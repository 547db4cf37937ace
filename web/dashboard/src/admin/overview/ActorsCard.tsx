import { useGet } from '../../api/query';
import type { Schemas } from '../../api/client';
import { admin } from '../../i18n/admin';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Card, Figure } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { ShowAll } from './ShowAll';

type Node = Schemas['Snapshot'];

function all(node: Node): Node[] {
  return [node, ...node.children.flatMap(all)];
}

/** The tree in four figures. */
export function ActorsCard() {
  const t = useWords(admin).tree;
  const format = useFormat();
  const { data: tree, error } = useGet('/api/v1/admin/actors');
  const nodes = tree ? all(tree) : [];
  const inState = (state: string) => nodes.filter((node) => node.state.name === state).length;
  return (
    <Card title={t.title} actions={<ShowAll to="/actors" of={t.title} />}>
      <ProblemNotice problem={tree ? null : error} />
      {!tree && !error && <Skeleton className="h-16" />}
      {tree && (
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4" aria-live="polite">
          <Figure label={t.all} value={format.number(nodes.length)} />
          <Figure label={t.running} value={format.number(inState('running'))} />
          <Figure label={t.parked} value={format.number(inState('parked'))} />
          <Figure label={t.restarts} value={format.number(nodes.reduce((sum, node) => sum + node.restarts, 0))} />
        </dl>
      )}
    </Card>
  );
}
