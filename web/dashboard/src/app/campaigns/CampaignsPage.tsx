import { Link } from '@tanstack/react-router';
import { Megaphone, Plus } from 'lucide-react';

import type { Schemas } from '../../api/client';
import { usePages } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { useFilter } from '../../shell/useFilter';
import { Button, ButtonLink } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Select } from '../../ui/Field';
import { ProblemNotice } from '../../ui/Notice';
import { EmptyState, PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { Table } from '../../ui/Table';
import { useMay } from '../me';
import { StateBadge, doneOf } from './StateBadge';

type State = Schemas['CampaignState'];

export function CampaignsPage() {
  const t = useWords(campaigns);
  const format = useFormat();
  const may = useMay('campaigns.write');
  const [state, setState] = useFilter<State>('state');
  const pages = usePages('/api/v1/campaigns', { query: state ? { state } : {} }, 50, { keepPrevious: true });
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
        <div className="border-b border-line p-5">
          <Field label={t.filter} className="max-w-60">
            <Select value={state} onChange={(event) => setState(event.target.value as State | '')}>
              <option value="">{t.all}</option>
              {Object.entries(t.states).map(([key, word]) => (
                <option key={key} value={key}>
                  {word}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <ProblemNotice problem={pages.data ? null : pages.problem} className="m-5" />
        {!pages.data && !pages.problem && <Skeleton className="m-5 h-40" />}
        {empty && !state && <EmptyState icon={<Megaphone />} title={t.empty} text={t.emptyText} action={make || undefined} />}
        {empty && state && <p className="p-5 text-soft">{t.noneSuch}</p>}
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
                  <Link to="/campaigns/$id" params={{ id: row.id } as never} className="text-accent underline-offset-4 hover:underline">
                    {row.name}
                  </Link>
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
