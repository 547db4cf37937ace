import { useQuery } from '@tanstack/react-query';

import { Problem } from '../../api/problem';
import { admin } from '../../i18n/admin';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { Table } from '../../ui/Table';

interface Dependency {
  name: string;
  up: boolean;
  needed: boolean;
  took_ms: number;
  problem: string | null;
}

/** `/health/ready`: it answers 503 with the same body when something that is needed is down. */
async function ready(signal: AbortSignal): Promise<Dependency[]> {
  const response = await fetch('/health/ready', { signal });
  const body = (await response.json()) as { data?: { dependencies?: Dependency[] }; dependencies?: Dependency[] };
  const dependencies = body.data?.dependencies ?? body.dependencies;
  if (!dependencies) throw Problem.of(response, body);
  return dependencies;
}

export function HealthCard() {
  const t = useWords(admin).health;
  const format = useFormat();
  const health = useQuery({ queryKey: ['/health/ready'], queryFn: ({ signal }) => ready(signal) });
  return (
    <Card
      title={t.title}
      flush
      actions={
        <Button look="secondary" size="sm" busy={health.isFetching} onClick={() => void health.refetch()}>
          {t.again}
        </Button>
      }
    >
      {health.isPending && <Skeleton className="m-5 h-16 w-auto" />}
      {health.isError && (
        <div className="p-5">
          <Notice tone="bad">{t.failed}</Notice>
        </div>
      )}
      {health.data && (
        <Table
          label={t.title}
          rows={health.data}
          rowKey={(row) => row.name}
          columns={[
            {
              key: 'name',
              head: t.name,
              cell: (row) => (
                <>
                  {row.name} <span className="font-normal text-soft">· {row.needed ? t.needed : t.helpful}</span>
                </>
              ),
            },
            {
              key: 'state',
              head: t.state,
              cell: (row) => <Badge tone={row.up ? 'good' : 'bad'}>{row.up ? t.up : (row.problem ?? t.down)}</Badge>,
            },
            { key: 'time', head: t.time, end: true, cell: (row) => t.took(format.number(row.took_ms)) },
          ]}
        />
      )}
    </Card>
  );
}
