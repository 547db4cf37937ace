import { Package, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';

import type { Schemas } from '../../api/client';
import { useGet } from '../../api/query';
import { adminPackages } from '../../i18n/admin_packages';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { Button, IconButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { EmptyState, PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { Table } from '../../ui/Table';
import { useMay } from '../me';
import { PackageDialog } from './PackageDialog';

type PackageView = Schemas['PackageView'];

export function PackagesPage() {
  const t = useWords(adminPackages);
  const format = useFormat();
  const may = useMay('platform.write');
  const [editing, setEditing] = useState<PackageView | 'new' | null>(null);
  const { data: packages, error } = useGet('/api/v1/admin/packages');
  const limit = (count: number | null | undefined) => (count == null ? t.unlimited : format.number(count));
  const make = may && (
    <Button icon={<Plus aria-hidden />} onClick={() => setEditing('new')}>
      {t.make}
    </Button>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={make} />
      <Card flush>
        <ProblemNotice problem={packages ? null : error} className="m-5" />
        {!packages && !error && <Skeleton className="m-5 h-40 w-auto" />}
        {packages?.length === 0 && <EmptyState icon={<Package />} title={t.none} text={t.noneText} action={make || undefined} />}
        {packages && packages.length > 0 && (
          <Table
            label={t.title}
            rows={packages}
            rowKey={(row) => row.id}
            columns={[
              {
                key: 'name',
                head: t.name,
                cell: (row) => (
                  <>
                    {row.name}
                    {row.description && <span className="block text-sm font-normal text-soft">{row.description}</span>}
                  </>
                ),
              },
              {
                key: 'price',
                head: t.price,
                end: true,
                cell: (row) => (
                  <>
                    {format.money(row.price, row.currency)} <span className="block text-sm text-soft">{t.pricePer(row.period_months)}</span>
                  </>
                ),
              },
              { key: 'quota', head: t.quota, end: true, cell: (row) => limit(row.monthly_quota) },
              { key: 'day', head: t.perDay, end: true, cell: (row) => limit(row.messages_per_day) },
              { key: 'contacts', head: t.contacts, end: true, wideOnly: true, cell: (row) => limit(row.contact_limit) },
              { key: 'tier', head: t.tier, wideOnly: true, cell: (row) => t.tiers[row.api_tier as keyof typeof t.tiers] ?? row.api_tier },
              { key: 'state', head: t.state, cell: (row) => <Badge tone={row.active ? 'good' : 'idle'}>{row.active ? t.sold : t.notSold}</Badge> },
              ...(may
                ? [
                    {
                      key: 'actions',
                      head: t.actions,
                      end: true,
                      corner: true,
                      cell: (row: PackageView) => (
                        <IconButton label={`${t.edit}: ${row.name}`} onClick={() => setEditing(row)}>
                          <Pencil aria-hidden />
                        </IconButton>
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </Card>
      {editing && <PackageDialog old={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </>
  );
}
