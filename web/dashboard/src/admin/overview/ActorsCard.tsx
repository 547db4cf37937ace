import { useGet } from '../../api/query';
import { admin } from '../../i18n/admin';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Card, Figure } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { flatten } from '../actors/rows';
import { ShowAll } from './ShowAll';

/** The tree in four figures. */
export function ActorsCard() {
  const t = useWords(admin).tree;
  const format = useFormat();
  const { data: tree, error } = useGet('/api/v1/admin/actors');
  const nodes = tree ? flatten(tree) : [];
  const parked = nodes.filter((node) => node.state.name === 'parked').length;
  const inState = (state: string) => nodes.filter((node) => node.state.name === state).length;
  return (
    <Card title={t.title} actions={<ShowAll to="/actors" of={t.title} />}>
      <ProblemNotice problem={tree ? null : error} />
      {!tree && !error && <Skeleton className="h-16" />}
      {tree && (
        <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4" aria-live="polite">
          <Figure label={t.all} value={format.number(nodes.length)} />
          <Figure label={t.running} value={format.number(inState('running'))} />
          <Figure label={t.parked} value={<span className={parked > 0 ? 'text-bad-ink' : undefined}>{format.number(parked)}</span>} />
          <Figure label={t.restarts} value={format.number(nodes.reduce((sum, node) => sum + node.restarts, 0))} />
        </dl>
      )}
    </Card>
  );
}
