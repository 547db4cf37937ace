import { contacts } from '../../i18n/contacts';
import { useProblemText } from '../../i18n/problems';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { Card } from '../../ui/Card';
import { Table } from '../../ui/Table';
import type { Preview } from './mapping';

type Row = Preview['rows'][number];
const SHOWN = 8;

/** They are shown in the name already. */
const IN_NAME = ['first_name', 'last_name'];

function furtherOf(row: Row): string {
  if (!('attributes' in row)) return '';
  return Object.entries(row.attributes)
    .filter(([key]) => !IN_NAME.includes(key))
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
}

/** The first rows as they would be stored, or why not. */
export function PreviewTable({ preview }: { preview: Preview }) {
  const words = useWords(contacts);
  const t = words.import;
  const problems = useProblemText();
  const rows = preview.rows.slice(0, SHOWN);
  const refused = (row: Row) => {
    if (!('rejected' in row)) return null;
    const { reason } = row.rejected;
    return <Badge tone="bad">{reason.kind === 'phone' ? problems.phone(reason.phone) : t.unreadable}</Badge>;
  };
  const others = rows.some((row) => furtherOf(row) !== '');
  return (
    <Card title={t.preview} flush>
      <p className="px-5 pb-4 text-sm text-soft">{t.previewText}</p>
      <Table
        label={t.preview}
        rows={rows}
        rowKey={(row) => String('rejected' in row ? row.rejected.line : row.line)}
        columns={[
          {
            key: 'phone',
            head: words.phone,
            cell: (row) => ('rejected' in row ? <span className="font-normal break-all text-soft">{row.rejected.value || '–'}</span> : <span className="nums">{row.phone}</span>),
          },
          { key: 'name', head: words.name, cell: (row) => refused(row) ?? ('name' in row && row.name ? row.name : <span className="text-soft">{words.noName}</span>) },
          { key: 'email', head: t.email, wideOnly: true, cell: (row) => ('email' in row ? row.email : '') },
          ...(others
            ? [
                {
                  key: 'others',
                  head: t.others,
                  cell: furtherOf,
                },
              ]
            : []),
          { key: 'line', head: t.line, end: true, wideOnly: true, cell: (row) => ('rejected' in row ? row.rejected.line : row.line) },
        ]}
      />
    </Card>
  );
}
