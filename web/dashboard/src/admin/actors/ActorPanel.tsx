import { CirclePlay, CircleParking, CircleStop, RotateCcw } from 'lucide-react';
import { useState, type ReactNode } from 'react';

import { adminActors } from '../../i18n/admin_actors';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Notice } from '../../ui/Notice';
import { useMay } from '../me';
import { ActDialog, type Action } from './ActDialog';
import { flatten, type Node } from './rows';
import { StateBadge } from './StateMark';

const ICONS: Record<Action, ReactNode> = {
  restart: <RotateCcw aria-hidden />,
  stop: <CircleStop aria-hidden />,
  park: <CircleParking aria-hidden />,
  release: <CirclePlay aria-hidden />,
};

/** What makes sense in which state; the server refuses the rest. */
function actionsFor(node: Node): Action[] {
  if (!node.path.includes('/')) return [];
  switch (node.state.name) {
    case 'parked':
      return ['release', 'restart'];
    case 'stopped':
      return ['restart', 'park'];
    default:
      return ['restart', 'stop', 'park'];
  }
}

/** One actor: how it is, and what can be done with it. */
export function ActorPanel({ node, name, customer }: { node: Node; name: string; customer: ReactNode }) {
  const t = useWords(adminActors);
  const format = useFormat();
  const may = useMay('platform.write');
  const [action, setAction] = useState<Action | null>(null);
  const { state } = node;
  const what = node.actor ? t.what[node.actor] : t.groups[node.path];
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-3">
        <StateBadge state={state.name} />
        {what && <span className="text-soft">{what}</span>}
      </div>
      <p className="text-soft">{t.meanings[state.name]}</p>
      {state.name === 'parked' && (
        <Notice tone="bad" title={t.reason}>
          {state.reason}
        </Notice>
      )}
      {/* Before the figures: nothing that comes over the page's lower edge may cover what is to be pressed. */}
      {may && actionsFor(node).length > 0 && (
        <div className="flex flex-wrap gap-2">
          {actionsFor(node).map((one) => (
            <Button key={one} look={one === 'release' ? 'primary' : 'secondary'} icon={ICONS[one]} onClick={() => setAction(one)}>
              {t.actions[one]}
            </Button>
          ))}
        </div>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-5 gap-y-2 text-[0.9375rem]">
        <Line name={t.since}>{format.relative(node.since)}</Line>
        {state.name === 'backing_off' && <Line name={t.until}>{format.relative(state.until)}</Line>}
        {node.uptime_ms != null && <Line name={t.uptime}>{format.duration(node.uptime_ms / 1000)}</Line>}
        {node.mailbox_capacity != null && <Line name={t.mailbox}>{t.waiting(format.number(node.mailbox_depth ?? 0), format.number(node.mailbox_capacity))}</Line>}
        <Line name={t.restarts}>{format.number(node.restarts)}</Line>
        <Line name={t.crashes}>{format.number(node.crashes)}</Line>
        <Line name={t.kind}>{node.actor || t.strategies[node.kind]}</Line>
        {customer && <Line name={t.customer}>{customer}</Line>}
        <Line name={t.path}>
          <code className="font-mono text-sm break-all">{node.path}</code>
        </Line>
        <Line name={t.lastError}>
          {node.last_error ? (
            <>
              <span className="font-mono text-sm break-words">{node.last_error}</span>
              {node.last_error_at && <span className="block text-sm text-soft">{format.relative(node.last_error_at)}</span>}
            </>
          ) : (
            t.noError
          )}
        </Line>
      </dl>
      {action && <ActDialog action={action} path={node.path} actor={node.actor} below={flatten(node).length - 1} name={name} onClose={() => setAction(null)} />}
    </div>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft">{name}</dt>
      <dd className="nums min-w-0">{children}</dd>
    </>
  );
}
