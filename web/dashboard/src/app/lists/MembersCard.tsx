import { useQueryClient } from '@tanstack/react-query';
import { UserMinus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf, usePages } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { lists } from '../../i18n/lists';
import { useWords } from '../../i18n/words';
import { IconButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { RecordLink } from '../../ui/RecordLink';
import { toast } from '../../ui/toasts';
import { VirtualTable } from '../../ui/VirtualTable';
import { StateOf } from '../contacts/StateOf';
import { filterOf } from '../contacts/filter';
import { useMay } from '../me';

type Contact = Schemas['Contact'];

/** Who is in the list, however many. */
export function MembersCard({ list }: { list: Schemas['ContactList'] }) {
  const t = useWords(lists);
  const words = useWords(contacts);
  const may = useMay('contacts.write');
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim());
  const [leaving, setLeaving] = useState<Contact | null>(null);
  const pages = usePages('/api/v1/contacts', { query: { list_id: list.id, ...filterOf(asked) } }, 100, { keepPrevious: true });
  const out = (row: Contact) =>
    may && (
      <IconButton label={`${t.takeOut}: ${row.name ?? row.phone}`} onClick={() => setLeaving(row)}>
        <UserMinus aria-hidden />
      </IconButton>
    );
  return (
    <Card flush>
      <div className="border-b border-line p-5">
        <Field label={t.search} className="max-w-md">
          <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </Field>
      </div>
      <ProblemNotice problem={pages.data ? null : pages.problem} className="m-5" />
      {!pages.data && !pages.problem && <Skeleton className="m-5 h-40" />}
      {pages.data && pages.rows.length === 0 && <p className="p-5 text-soft">{t.nobody}</p>}
      {pages.rows.length > 0 && (
        <VirtualTable
          label={t.people}
          rows={pages.rows}
          rowKey={(row) => row.id}
          {...(asked ? {} : { total: list.members })}
          hasMore={pages.hasNextPage}
          loading={pages.isFetchingNextPage}
          onMore={() => void pages.fetchNextPage()}
          columns={[
            {
              key: 'name',
              head: t.contact,
              width: 'minmax(0,2fr)',
              cell: (row) => (
                <RecordLink to="/contacts/$id" id={row.id}>
                  {row.name ?? words.noName}
                </RecordLink>
              ),
            },
            { key: 'phone', head: t.phone, width: 'minmax(0,1.4fr)', cell: (row) => <span className="nums">{row.phone}</span> },
            { key: 'state', head: t.state, width: 'minmax(0,1.4fr)', cell: (row) => <StateOf contact={row} /> },
            { key: 'out', head: t.actions, width: '6rem', end: true, cell: out },
          ]}
          card={(row) => (
            <div className="flex items-center justify-between gap-3">
              <div className="min-w-0">
                <p className="truncate font-semibold">
                  <RecordLink to="/contacts/$id" id={row.id}>
                    {row.name ?? words.noName}
                  </RecordLink>
                </p>
                <p className="nums truncate text-sm text-soft">{row.phone}</p>
              </div>
              {out(row)}
            </div>
          )}
        />
      )}
      {leaving && <TakeOut list={list} contact={leaving} onClose={() => setLeaving(null)} />}
    </Card>
  );
}

function TakeOut({ list, contact, onClose }: { list: Schemas['ContactList']; contact: Contact; onClose: () => void }) {
  const t = useWords(lists);
  const client = useQueryClient();
  const name = contact.name ?? contact.phone;
  const form = useSubmit(
    () => api.post('/api/v1/lists/{id}/members/remove', { path: { id: list.id }, body: { contact_ids: [contact.id] } }),
    () => {
      onClose();
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/contacts') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/lists') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/lists/{id}') });
      toast('good', t.takenOut(name));
    },
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void form.submit()}
      busy={form.busy}
      danger={false}
      title={t.takeOutTitle(name)}
      description={t.takeOutText}
      confirm={t.takeOut}
    >
      <ProblemNotice problem={form.problem} />
    </ConfirmDialog>
  );
}
