import { Link } from '@tanstack/react-router';

import { useGet, usePages } from '../../api/query';
import { admin } from '../../i18n/admin';
import { adminActors } from '../../i18n/admin_actors';
import { useWords } from '../../i18n/words';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { flatten, inTrouble, tenantOf, type Node } from '../actors/rows';

/** Above everything else: is something wrong, and where does one press? Says nothing before it knows. */
export function Verdict() {
  const t = useWords(admin);
  const { states } = useWords(adminActors);
  const tree = useGet('/api/v1/admin/actors');
  const health = useGet('/api/v1/admin/health');
  const alerts = usePages('/api/v1/admin/alerts', { query: { state: 'open' } });
  const customers = usePages('/api/v1/admin/customers', {}, 200);
  // What cannot be loaded is said by its own card.
  if (tree.error || health.error || alerts.problem) return null;
  if (!tree.data || !health.data || !alerts.data) return <Skeleton className="mb-5 h-14 rounded-2xl" />;

  const broken = health.data.dependencies.filter((one) => one.state !== 'up');
  const actors = flatten(tree.data).filter((node) => inTrouble(node, Date.now()));
  const open = alerts.rows.length;
  if (broken.length === 0 && actors.length === 0 && open === 0) {
    return (
      <div role="status">
        <Notice tone="good" title={t.verdict.fine} className="mb-5">
          {t.verdict.fineText}
        </Notice>
      </div>
    );
  }
  const said = (node: Node) => (node.state.name === 'running' ? t.verdict.crashed : states[node.state.name]);
  const link = 'font-semibold underline underline-offset-2';
  return (
    <div role="status">
      <Notice tone={broken.some((one) => one.state === 'down') ? 'bad' : 'warn'} title={t.verdict.look} className="mb-5">
        <ul className="mt-1 flex flex-col gap-1">
          {broken.map((one) => (
            <li key={one.name}>
              <a href="#needs" className={link}>
                {t.health.names[one.name] ?? one.name}
              </a>
              : {(one.problem && t.health.problems[one.problem]) ?? one.reason ?? t.health.states[one.state]}
            </li>
          ))}
          {actors.slice(0, 3).map((node) => (
            <li key={node.path}>
              <Link to="/actors" search={{ at: node.path } as never} className={link}>
                {customers.rows.find((one) => one.id === tenantOf(node))?.name ?? node.id}
              </Link>
              : {said(node)}
            </li>
          ))}
          {actors.length > 3 && (
            <li>
              <Link to="/actors" className={link}>
                {t.verdict.more(actors.length - 3)}
              </Link>
            </li>
          )}
          {open > 0 && (
            <li>
              <Link to="/alerts" className={link}>
                {t.verdict.alerts(open, alerts.hasNextPage)}
              </Link>
            </li>
          )}
        </ul>
      </Notice>
    </div>
  );
}
