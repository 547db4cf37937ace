import { Trash2, Upload, UserPlus, UsersRound, X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';

import type { Schemas } from '../../api/client';
import { useGet, usePages } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { useFilter } from '../../shell/useFilter';
import { Button, ButtonLink, IconButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { cx } from '../../ui/cx';
import { Field, Input, Select } from '../../ui/Field';
import { EmptyState, PageHeader } from '../../ui/Page';
import { PagedTable } from '../../ui/PagedTable';
import { RecordLink } from '../../ui/RecordLink';
import { useMay } from '../me';
import { AddDialog } from './AddDialog';
import { LeaveDialog } from './LeaveDialog';
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
  const [list, setList] = useFilter('list');
  const [tag, setTag] = useFilter('tag');
  const lists = useGet('/api/v1/lists', { query: { limit: 200 } }).data;
  const filter = { ...filterOf(asked), ...(list ? { list_id: list } : {}), ...(tag ? { tag } : {}) };
  const filtered = Object.keys(filter).length > 0;
  const pages = usePages('/api/v1/contacts', { query: filter }, 50, { keepPrevious: true });
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
        <div className={cx('flex flex-wrap items-end gap-4 border-b border-line p-5', empty && !filtered && 'hidden')}>
          <Field label={t.search} className="w-full sm:w-80">
            <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
          </Field>
          {(lists?.length ?? 0) > 0 && (
            <Field label={t.inList} className="w-full sm:w-60">
              <Select value={list} onChange={(event) => setList(event.target.value)}>
                <option value="">{t.allLists}</option>
                {lists?.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          {tag && (
            <Button look="secondary" icon={<X aria-hidden />} aria-label={`${t.tag(tag)}. ${t.dropTag}`} onClick={() => setTag('')}>
              {t.tag(tag)}
            </Button>
          )}
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
                <RecordLink to="/contacts/$id" id={row.id}>
                  {row.name ?? <span className="font-normal">{t.noName}</span>}
                  {!row.name && <span className="sr-only"> {row.phone}</span>}
                </RecordLink>
              ),
            },
            { key: 'phone', head: t.phone, nowrap: true, cell: (row) => <span className="nums">{row.phone}</span> },
            { key: 'state', head: t.state, cell: (row) => <StateOf contact={row} /> },
            {
              key: 'tags',
              head: t.tags,
              wideOnly: true,
              cell: (row) => (
                <span className="flex flex-wrap gap-1">
                  {row.tags.map((one) => (
                    <Button key={one} size="sm" look="quiet" onClick={() => setTag(one)}>
                      {one}
                    </Button>
                  ))}
                </span>
              ),
            },
            { key: 'added', head: t.added, wideOnly: true, nowrap: true, cell: (row) => format.date(row.created_at) },
            {
              key: 'actions',
              head: t.actions,
              corner: true,
              end: true,
              cell: (row) =>
                may && (
                  <IconButton label={`${t.remove}: ${row.name ?? row.phone}`} onClick={() => setLeaving(row)}>
                    <Trash2 aria-hidden />
                  </IconButton>
                ),
            },
          ]}
          none={
            filtered ? (
              <p className="p-5 text-soft">{asked && !list && !tag ? t.nobody : t.noneSuch}</p>
            ) : (
              <EmptyState icon={<UsersRound />} title={t.empty} text={t.emptyText} action={actions || undefined} />
            )
          }
        />
      </Card>
      <AddDialog open={adding} onClose={() => setAdding(false)} />
      {leaving && <LeaveDialog contact={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}
