import { Link } from '@tanstack/react-router';
import { Store } from 'lucide-react';
import { useDeferredValue, useState } from 'react';

import { usePages } from '../../api/query';
import { adminCustomers } from '../../i18n/admin_customers';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Input } from '../../ui/Field';
import { ProblemNotice } from '../../ui/Notice';
import { EmptyState, PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { Table } from '../../ui/Table';
import { CustomerBadge } from './CustomerBadge';

export function CustomersPage() {
  const t = useWords(adminCustomers);
  const format = useFormat();
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim());
  const pages = usePages('/api/v1/admin/customers', { query: asked ? { search: asked } : {} }, 50, { keepPrevious: true });
  const empty = pages.data && pages.rows.length === 0;
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <Card flush>
        <div className="border-b border-line p-5">
          <Field label={t.search} hint={t.searchHint} className="max-w-md">
            <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
          </Field>
        </div>
        <ProblemNotice problem={pages.data ? null : pages.problem} className="m-5" />
        {!pages.data && !pages.problem && <Skeleton className="m-5 h-40 w-auto" />}
        {empty && asked === '' && <EmptyState icon={<Store />} title={t.none} text={t.noneText} />}
        {empty && asked !== '' && <p className="p-5 text-soft">{t.noneSuch}</p>}
        {pages.rows.length > 0 && (
          <Table
            label={t.title}
            rows={pages.rows}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'name',
                head: t.name,
                cell: (row) => (
                  <Link to="/customers/$id" params={{ id: row.id } as never} className="text-accent underline-offset-4 hover:underline">
                    {row.name}
                  </Link>
                ),
              },
              { key: 'state', head: t.state, cell: (row) => <CustomerBadge state={row.state} /> },
              { key: 'country', head: t.country, wideOnly: true, cell: (row) => row.country },
              { key: 'zone', head: t.timeZone, wideOnly: true, cell: (row) => row.time_zone },
              { key: 'registered', head: t.registered, end: true, cell: (row) => format.date(row.created_at) },
            ]}
          />
        )}
        {pages.hasNextPage && (
          <div className="border-t border-line p-4 text-center">
            <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
              {t.more}
            </Button>
          </div>
        )}
      </Card>
    </>
  );
}
