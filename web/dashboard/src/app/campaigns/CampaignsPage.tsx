import { Megaphone, Plus } from 'lucide-react';
import { useDeferredValue } from 'react';

import type { Schemas } from '../../api/client';
import { usePages } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { useFilter } from '../../shell/useFilter';
import { Button, ButtonLink } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { cx } from '../../ui/cx';
import { Field, Input, Select } from '../../ui/Field';
import { EmptyState, PageHeader } from '../../ui/Page';
import { PagedTable } from '../../ui/PagedTable';
import { RecordLink } from '../../ui/RecordLink';
import { useMay } from '../me';
import { StateBadge, doneOf } from './StateBadge';

type State = Schemas['CampaignState'];

export function CampaignsPage() {
  const t = useWords(campaigns);
  const format = useFormat();
  const may = useMay('campaigns.write');
  const [state, setState] = useFilter<State>('state');
  const [name, setName] = useFilter('name');
  const [from, setFrom] = useFilter('from');
  const [to, setTo] = useFilter('to');
  const typed = useDeferredValue(name.trim());
  const query = { ...(state && { state }), ...(typed && { name: typed }), ...(from && { from }), ...(to && { to }) };
  const filtered = Object.keys(query).length > 0;
  const clear = () => [setState, setName, setFrom, setTo].forEach((set) => set(''));
  const pages = usePages('/api/v1/campaigns', { query }, 50, { keepPrevious: true });
  const make = may && (
    <ButtonLink to="/campaigns/new" icon={<Plus aria-hidden />}>
      {t.make}
    </ButtonLink>
  );
  const empty = pages.data && pages.rows.length === 0;
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={make} />
      <Card flush>
        <div className={cx('grid grid-cols-2 gap-4 border-b border-line p-5 lg:grid-cols-4', empty && !filtered && 'hidden')}>
          <Field label={t.searchName}>
            <Input type="search" value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
          <Field label={t.filter}>
            <Select value={state} onChange={(event) => setState(event.target.value as State | '')}>
              <option value="">{t.all}</option>
              {Object.entries(t.states).map(([key, word]) => (
                <option key={key} value={key}>
                  {word}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t.from}>
            <Input type="date" className="max-sm:px-2 max-sm:text-sm" value={from} {...(to && { max: to })} onChange={(event) => setFrom(event.target.value)} />
          </Field>
          <Field label={t.to}>
            <Input type="date" className="max-sm:px-2 max-sm:text-sm" value={to} {...(from && { min: from })} onChange={(event) => setTo(event.target.value)} />
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
                <RecordLink to="/campaigns/$id" id={row.id}>
                  {row.name}
                </RecordLink>
              ),
            },
            { key: 'state', head: t.state, cell: (row) => <StateBadge state={row.state} /> },
            {
              key: 'progress',
              head: t.progress,
              end: true,
              cell: (row) => (row.counts.total > 0 ? `${format.number(doneOf(row.counts))} / ${format.number(row.counts.total)}` : '–'),
            },
            { key: 'made', head: t.made, end: true, wideOnly: true, cell: (row) => format.dateTime(row.created_at) },
          ]}
          none={
            filtered ? (
              <div className="flex flex-wrap items-center gap-4 p-5">
                <p className="text-soft">{t.noneSuch}</p>
                <Button look="quiet" size="sm" onClick={clear}>
                  {t.clear}
                </Button>
              </div>
            ) : (
              <EmptyState icon={<Megaphone />} title={t.empty} text={t.emptyText} action={make || undefined} />
            )
          }
        />
      </Card>
    </>
  );
}
