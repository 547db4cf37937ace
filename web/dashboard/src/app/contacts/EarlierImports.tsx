import { useGet } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { Card } from '../../ui/Card';
import { Table } from '../../ui/Table';

/** The last imports, to look at their results again. */
export function EarlierImports({ onOpen }: { onOpen: (id: string) => void }) {
  const t = useWords(contacts).import;
  const format = useFormat();
  const { data: imports } = useGet('/api/v1/imports', { query: { limit: 5 } });
  if (!imports || imports.length === 0) return null;
  return (
    <Card title={t.earlier} flush>
      <Table
        label={t.earlier}
        rows={imports}
        rowKey={(row) => row.id}
        columns={[
          {
            key: 'file',
            head: t.file,
            cell: (row) => (
              <button type="button" onClick={() => onOpen(row.id)} className="text-left font-semibold break-all text-accent underline-offset-4 hover:underline">
                {row.file_name}
              </button>
            ),
          },
          { key: 'when', head: t.when, nowrap: true, cell: (row) => format.dateTime(row.created_at) },
          {
            key: 'result',
            head: t.result,
            cell: (row) => <Badge tone={row.state === 'completed' ? 'good' : row.state === 'failed' ? 'bad' : row.finished_at ? 'idle' : 'busy'}>{t.states[row.state] ?? row.state}</Badge>,
          },
          { key: 'added', head: t.figures.added, end: true, cell: (row) => format.number(row.added) },
          { key: 'rejected', head: t.figures.rejected, end: true, cell: (row) => format.number(row.rejected) },
        ]}
      />
    </Card>
  );
}
