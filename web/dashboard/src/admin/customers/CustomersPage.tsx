import { Store } from 'lucide-react';
import { useDeferredValue, useState } from 'react';

import { usePages } from '../../api/query';
import { adminCustomers } from '../../i18n/admin_customers';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { Field, Input } from '../../ui/Field';
import { EmptyState, PageHeader } from '../../ui/Page';
import { PagedTable } from '../../ui/PagedTable';
import { RecordLink } from '../../ui/RecordLink';
import { useMay } from '../me';
import { CustomerBadge } from './CustomerBadge';
import { InvitedCard } from './InvitedCard';

export function CustomersPage() {
  const t = useWords(adminCustomers);
  const format = useFormat();
  const mayInvite = useMay('platform.write');
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim());
  const pages = usePages('/api/v1/admin/customers', { query: asked ? { search: asked } : {} }, 50, { keepPrevious: true });
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <div className="flex flex-col gap-5">
        <Card flush>
          <div className="border-b border-line p-5">
            <Field label={t.search} hint={t.searchHint} className="max-w-md">
              <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
            </Field>
          </div>
          <PagedTable
            pages={pages}
            more={t.more}
            label={t.title}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'name',
                head: t.name,
                cell: (row) => (
                  <RecordLink to="/customers/$id" id={row.id}>
                    {row.name}
                  </RecordLink>
                ),
              },
              { key: 'state', head: t.state, cell: (row) => <CustomerBadge state={row.state} /> },
              { key: 'country', head: t.country, wideOnly: true, cell: (row) => row.country },
              { key: 'zone', head: t.timeZone, wideOnly: true, cell: (row) => row.time_zone },
              { key: 'registered', head: t.registered, end: true, cell: (row) => format.date(row.created_at) },
            ]}
            none={
              asked ? (
                <p className="p-5 text-soft">{t.noneSuch}</p>
              ) : (
                <EmptyState icon={<Store />} title={t.none} text={t.noneText} />
              )
            }
          />
        </Card>
        {mayInvite && <InvitedCard />}
      </div>
    </>
  );
}
