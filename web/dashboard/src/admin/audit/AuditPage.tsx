import { ScrollText } from 'lucide-react';

import type { Schemas } from '../../api/client';
import { usePages } from '../../api/query';
import { adminAudit } from '../../i18n/admin_audit';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { useFilter } from '../../shell/useFilter';
import { Badge } from '../../ui/Badge';
import { Card } from '../../ui/Card';
import { Field, Select } from '../../ui/Field';
import { EmptyState, PageHeader } from '../../ui/Page';
import { PagedTable } from '../../ui/PagedTable';
import { RecordLink } from '../../ui/RecordLink';

type Entry = Schemas['AuditEntry'];

/** Who did what. */
export function AuditPage() {
  const t = useWords(adminAudit);
  const format = useFormat();
  const [kind, setKind] = useFilter('kind');
  const action = kind in t.kinds ? kind : '';
  const pages = usePages('/api/v1/admin/audit', { query: action ? { action } : {} }, 50, { keepPrevious: true });
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <Card flush>
        <div className="border-b border-line p-5">
          <Field label={t.show} className="max-w-md">
            <Select name="kind" value={action} onChange={(event) => setKind(event.target.value)}>
              <option value="">{t.all}</option>
              {Object.entries(t.kinds).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <PagedTable
          pages={pages}
          more={t.more}
          label={t.title}
          rowKey={(row) => String(row.id)}
          columns={[
            { key: 'at', head: t.when, nowrap: true, cell: (row) => format.dateTime(row.at) },
            { key: 'what', head: t.what, cell: (row) => <What entry={row} /> },
            { key: 'who', head: t.who, cell: (row) => <span className="wrap-anywhere">{row.user_email ?? (row.user_id ? t.gone : t.siar)}</span> },
            {
              key: 'whose',
              head: t.whose,
              cell: (row) =>
                row.tenant_name && row.tenant_id ? (
                  <RecordLink to="/customers/$id" id={row.tenant_id}>
                    {row.tenant_name}
                  </RecordLink>
                ) : (
                  <span className="text-soft">{row.tenant_id ? t.gone : t.platform}</span>
                ),
            },
          ]}
          none={action ? <p className="p-5 text-soft">{t.noneSuch}</p> : <EmptyState icon={<ScrollText />} title={t.none} text={t.noneText} />}
        />
      </Card>
    </>
  );
}

/** The deed in words, and its facts as they were noted. */
function What({ entry }: { entry: Entry }) {
  const t = useWords(adminAudit);
  const facts = Object.entries(entry.detail).filter(([, value]) => value !== null && value !== '');
  return (
    <span className="flex flex-col gap-0.5">
      <span className="flex flex-wrap items-center gap-2">
        {t.actions[entry.action] ?? entry.action}
        {!entry.sealed && <Badge tone="info">{t.unsealed}</Badge>}
      </span>
      {facts.length > 0 && (
        <span className="text-sm text-soft wrap-anywhere">
          {facts.map(([name, value]) => `${t.facts[name] ?? name}: ${typeof value === 'string' ? (t.values[value] ?? value) : JSON.stringify(value)}`).join(' · ')}
        </span>
      )}
    </span>
  );
}
