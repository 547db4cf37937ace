import { Download } from 'lucide-react';
import { useDeferredValue, useMemo, type ReactNode } from 'react';

import type { Schemas } from '../../api/client';
import { usePages } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { useFilter } from '../../shell/useFilter';
import { Badge, type BadgeTone } from '../../ui/Badge';
import { buttonLook } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Input, Select } from '../../ui/Field';
import { ProblemNotice } from '../../ui/Notice';
import { VirtualTable, type VirtualColumn } from '../../ui/VirtualTable';

type Row = Schemas['Recipient'];
type Delivery = Schemas['Delivery'];

const TONES: Record<Delivery, BadgeTone> = {
  queued: 'idle',
  leased: 'idle',
  submitting: 'busy',
  sent: 'info',
  delivered: 'info',
  read: 'good',
  retry: 'warn',
  failed: 'bad',
  skipped: 'idle',
  unknown: 'warn',
};

const DAY_MS = 86_400_000;

/** Who got it, how far, and why not. Pages come while scrolling. */
export function RecipientsCard({ campaign }: { campaign: Schemas['CampaignDetail'] }) {
  const t = useWords(campaigns);
  const [state, setState] = useFilter<Delivery>('result');
  const [search, setSearch] = useFilter('who');
  const typed = useDeferredValue(search.trim());
  const query = { ...(state && { state }), ...(typed && { search: typed }) };
  const filtered = Object.keys(query).length > 0;
  const pages = usePages('/api/v1/campaigns/{id}/recipients', { path: { id: campaign.id }, query }, 200, { keepPrevious: true });
  const { columns, card } = useDrawn();
  return (
    <Card
      title={t.live.recipients}
      flush
      actions={
        <a href={`/api/v1/campaigns/${campaign.id}/recipients.csv?${new URLSearchParams(query)}`} download className={buttonLook('secondary', 'sm')}>
          <Download aria-hidden />
          {t.live.export}
        </a>
      }
    >
      <div className="flex flex-wrap gap-4 border-y border-line p-5">
        <Field label={t.live.search} className="grow basis-52 sm:max-w-80">
          <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
        </Field>
        <Field label={t.filter} className="grow basis-52 sm:max-w-60">
          <Select value={state} onChange={(event) => setState(event.target.value as Delivery | '')}>
            <option value="">{t.live.everybody}</option>
            {Object.entries(t.deliveries).map(([key, word]) => (
              <option key={key} value={key}>
                {word}
              </option>
            ))}
          </Select>
        </Field>
      </div>
      <ProblemNotice problem={pages.data ? null : pages.problem} className="m-5" />
      {pages.data && pages.rows.length === 0 && <p className="p-5 text-soft">{t.live.nobody}</p>}
      {pages.rows.length > 0 && (
        <VirtualTable
          label={t.live.recipients}
          rows={pages.rows}
          rowKey={(row) => String(row.ordinal)}
          {...(filtered ? {} : { total: campaign.counts.total })}
          hasMore={pages.hasNextPage}
          loading={pages.isFetchingNextPage}
          onMore={() => void pages.fetchNextPage()}
          columns={columns}
          card={card}
        />
      )}
    </Card>
  );
}

/** The same from one event to the next, so that only the people are drawn anew of whom it tells. */
function useDrawn(): { columns: VirtualColumn<Row>[]; card: (row: Row) => ReactNode } {
  const t = useWords(campaigns);
  const format = useFormat();
  return useMemo(() => {
    const badge = (row: Row) => <Badge tone={TONES[row.state]}>{t.deliveries[row.state]}</Badge>;
    const reason = (row: Row) => (row.reason ? (t.reasons[row.reason] ?? row.reason) : '');
    const at = (row: Row) => {
      const last = row.read_at ?? row.delivered_at ?? row.sent_at ?? row.ended_at ?? row.submitted_at;
      if (!last) return '';
      return Date.now() - new Date(last).getTime() < DAY_MS ? format.time(last) : format.dateTime(last);
    };
    return {
      columns: [
        { key: 'person', head: t.live.person, width: 'minmax(0,2fr)', cell: (row) => <span className="nums">{row.name ? `${row.name} · ${row.phone}` : row.phone}</span> },
        { key: 'result', head: t.live.result, width: 'minmax(0,1.2fr)', cell: badge },
        { key: 'reason', head: t.live.reason, width: 'minmax(0,2fr)', cell: reason },
        { key: 'at', head: t.live.at, width: '9rem', end: true, cell: at },
      ],
      card: (row) => (
        <div className="flex items-center justify-between gap-3">
          <div className="min-w-0">
            <p className="nums truncate font-semibold">{row.name ?? row.phone}</p>
            <p className="truncate text-sm text-soft">{reason(row) || at(row)}</p>
          </div>
          {badge(row)}
        </div>
      ),
    };
  }, [t, format]);
}
