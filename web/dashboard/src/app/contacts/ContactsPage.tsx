import { useQueryClient } from '@tanstack/react-query';
import { Trash2, Upload, UserPlus, UsersRound } from 'lucide-react';
import { useDeferredValue, useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf, usePages } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { useFilter } from '../../shell/useFilter';
import { Button, ButtonLink, IconButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { EmptyState, PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { Table } from '../../ui/Table';
import { toast } from '../../ui/toasts';
import { useMay } from '../me';
import { AddDialog } from './AddDialog';
import { StateOf } from './StateOf';
import { filterOf } from './filter';

export function ContactsPage() {
  const t = useWords(contacts);
  const format = useFormat();
  const may = useMay('contacts.write');
  const [search, setSearch] = useFilter('search');
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Schemas['Contact'] | null>(null);
  const asked = useDeferredValue(search.trim());
  const pages = usePages('/api/v1/contacts', { query: filterOf(asked) }, 50, { keepPrevious: true });
  const actions = may && (
    <>
      <ButtonLink to="/contacts/import" look="secondary" icon={<Upload aria-hidden />}>
        {t.bring}
      </ButtonLink>
      <Button icon={<UserPlus aria-hidden />} onClick={() => setAdding(true)}>
        {t.add}
      </Button>
    </>
  );
  const empty = pages.data && pages.rows.length === 0;
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={actions} />
      <Card flush>
        <div className="border-b border-line p-5">
          <Field label={t.search} className="max-w-md">
            <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
          </Field>
        </div>
        <ProblemNotice problem={pages.data ? null : pages.problem} className="m-5" />
        {!pages.data && !pages.problem && <Skeleton className="m-5 h-40" />}
        {empty && asked === '' && <EmptyState icon={<UsersRound />} title={t.empty} text={t.emptyText} action={actions || undefined} />}
        {empty && asked !== '' && <p className="p-5 text-soft">{t.nobody}</p>}
        {pages.rows.length > 0 && (
          <Table
            label={t.title}
            rows={pages.rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'name', head: t.name, cell: (row) => row.name ?? <span className="font-normal text-soft">{t.noName}</span> },
              { key: 'phone', head: t.phone, nowrap: true, cell: (row) => <span className="nums">{row.phone}</span> },
              { key: 'state', head: t.state, cell: (row) => <StateOf contact={row} /> },
              { key: 'tags', head: t.tags, wideOnly: true, cell: (row) => row.tags.join(', ') },
              { key: 'added', head: t.added, wideOnly: true, nowrap: true, cell: (row) => format.date(row.created_at) },
              {
                key: 'actions',
                head: '',
                end: true,
                cell: (row) =>
                  may && (
                    <IconButton label={`${t.remove}: ${row.name ?? row.phone}`} onClick={() => setLeaving(row)}>
                      <Trash2 aria-hidden />
                    </IconButton>
                  ),
              },
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
      <AddDialog open={adding} onClose={() => setAdding(false)} />
      {leaving && <Leave contact={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function Leave({ contact, onClose }: { contact: Schemas['Contact']; onClose: () => void }) {
  const t = useWords(contacts);
  const client = useQueryClient();
  const form = useSubmit(
    () => api.delete('/api/v1/contacts/{id}', { path: { id: contact.id } }),
    () => {
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/contacts') });
      toast('good', t.removed);
      onClose();
    },
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void form.submit()}
      busy={form.busy}
      title={t.removeTitle(contact.name ?? contact.phone)}
      description={t.removeText}
      confirm={t.remove}
    >
      <ProblemNotice problem={form.problem} />
    </ConfirmDialog>
  );
}
