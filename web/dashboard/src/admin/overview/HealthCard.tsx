import { useQueryClient } from '@tanstack/react-query';

import type { Schemas } from '../../api/client';
import { keyOf, useGet } from '../../api/query';
import { admin } from '../../i18n/admin';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { useFollow, usePlatformFrame } from '../../live/live';
import { Badge } from '../../ui/Badge';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';

type Dependency = Schemas['DependencyHealth'];

const TONES = { up: 'good', warning: 'warn', down: 'bad' } as const;

/** What the server needs, looked at every ten seconds by the server while somebody has this open. */
export function HealthCard() {
  const t = useWords(admin).health;
  const format = useFormat();
  const client = useQueryClient();
  const { data, error } = useGet('/api/v1/admin/health');
  useFollow('health');
  usePlatformFrame((frame) => {
    if (frame.type === 'health') client.setQueryData(keyOf('/api/v1/admin/health'), frame.data);
  });
  const checked = data?.dependencies[0]?.checked_at;
  return (
    <Card title={t.title} flush>
      <ProblemNotice problem={data ? null : error} className="m-5" />
      {!data && !error && <Skeleton className="m-5 h-40 w-auto" />}
      {data && (
        <ul id="needs" aria-label={t.title} className="scroll-mt-20 border-t border-line">
          {data.dependencies.map((one) => (
            <li key={one.name} className="flex items-start justify-between gap-4 border-b border-line px-5 py-3">
              <div className="min-w-0">
                <p className="font-semibold">
                  {t.names[one.name] ?? one.name}
                  {one.needed && <span className="font-normal text-soft"> · {t.needed}</span>}
                </p>
                <p className="nums text-sm break-words text-soft">{one.problem ? (t.problems[one.problem] ?? one.reason) : <Facts of={one} />}</p>
              </div>
              <Badge tone={TONES[one.state]}>{t.states[one.state]}</Badge>
            </li>
          ))}
        </ul>
      )}
      {checked && <p className="nums px-5 py-3 text-sm text-soft">{t.checked(format.clock(checked))}</p>}
    </Card>
  );
}

function Facts({ of: { facts, took_ms } }: { of: Dependency }) {
  const t = useWords(admin).health;
  const format = useFormat();
  if (facts.free_bytes != null && facts.total_bytes != null) return t.free(format.bytes(facts.free_bytes), format.bytes(facts.total_bytes));
  if (facts.started_at && facts.version) return t.runs(facts.version, format.duration((Date.now() - Date.parse(facts.started_at)) / 1000));
  return facts.version ?? t.answered(format.number(took_ms));
}
