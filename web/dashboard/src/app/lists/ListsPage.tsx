import { useNavigate } from '@tanstack/react-router';
import { ListPlus, ListTree, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';

import type { Schemas } from '../../api/client';
import { usePages } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { lists } from '../../i18n/lists';
import { useWords } from '../../i18n/words';
import { Button, IconButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { EmptyState, PageHeader } from '../../ui/Page';
import { PagedTable } from '../../ui/PagedTable';
import { RecordLink } from '../../ui/RecordLink';
import { useMay } from '../me';
import { NameDialog } from './NameDialog';
import { RemoveDialog } from './RemoveDialog';

type List = Schemas['ContactList'];

export function ListsPage() {
  const t = useWords(lists);
  const format = useFormat();
  const navigate = useNavigate();
  const may = useMay('contacts.write');
  const [naming, setNaming] = useState<List | 'new' | null>(null);
  const [leaving, setLeaving] = useState<List | null>(null);
  const pages = usePages('/api/v1/lists', { query: {} }, 50);
  const make = may && (
    <Button icon={<ListPlus aria-hidden />} onClick={() => setNaming('new')}>
      {t.make}
    </Button>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={make} />
      <Card flush>
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
                <RecordLink to="/lists/$id" id={row.id}>
                  {row.name}
                </RecordLink>
              ),
            },
            { key: 'people', head: t.people, end: true, cell: (row) => format.number(row.members) },
            { key: 'made', head: t.made, end: true, wideOnly: true, cell: (row) => format.date(row.created_at) },
            {
              key: 'actions',
              head: t.actions,
              corner: true,
              end: true,
              cell: (row) =>
                may && (
                  <span className="inline-flex">
                    <IconButton label={`${t.rename}: ${row.name}`} onClick={() => setNaming(row)}>
                      <Pencil aria-hidden />
                    </IconButton>
                    <IconButton label={`${t.remove}: ${row.name}`} onClick={() => setLeaving(row)}>
                      <Trash2 aria-hidden />
                    </IconButton>
                  </span>
                ),
            },
          ]}
          none={<EmptyState icon={<ListTree />} title={t.empty} text={t.emptyText} action={make || undefined} />}
        />
      </Card>
      {naming && (
        <NameDialog
          of={naming === 'new' ? null : naming}
          onClose={() => setNaming(null)}
          onSaved={(saved) => {
            if (naming === 'new') void navigate({ to: '/lists/$id', params: { id: saved.id } as never });
          }}
        />
      )}
      {leaving && <RemoveDialog list={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}
