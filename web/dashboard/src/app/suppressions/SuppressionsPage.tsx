import { Link } from '@tanstack/react-router';
import { BellOff, Plus } from 'lucide-react';
import { useDeferredValue, useState } from 'react';

import type { Schemas } from '../../api/client';
import { useGet, usePages } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { suppressions } from '../../i18n/suppressions';
import { useWords } from '../../i18n/words';
import { useFilter } from '../../shell/useFilter';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Input } from '../../ui/Field';
import { Notice } from '../../ui/Notice';
import { EmptyState, PageHeader } from '../../ui/Page';
import { PagedTable } from '../../ui/PagedTable';
import { filterOf } from '../contacts/filter';
import { useMay } from '../me';
import { AddDialog } from './AddDialog';
import { Decide } from './Decide';
import { RemoveDialog } from './RemoveDialog';

type Entry = Schemas['Suppression'];

/** The register of those who want to be left alone. */
export function SuppressionsPage() {
  const t = useWords(suppressions);
  const format = useFormat();
  const may = useMay('contacts.write');
  const [search, setSearch] = useFilter('search');
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<Entry | null>(null);
  const asked = useDeferredValue(search.trim());
  // Letters are looked for as they are: no number begins with them, and that is said.
  const { phone = asked } = filterOf(asked.slice(0, 16));
  const pages = usePages('/api/v1/suppressions', { query: asked ? { phone } : {} }, 50, { keepPrevious: true });
  const add = may && (
    <Button icon={<Plus aria-hidden />} onClick={() => setAdding(true)}>
      {t.add}
    </Button>
  );
  const unclear = pages.rows.filter((row) => row.source === 'unclear').length;
  const why = (row: Entry) => {
    if (row.message) {
      return (
        <span className="flex flex-col gap-1">
          {row.source === 'unclear' && <Badge tone="warn">{t.unclear}</Badge>}
          <q className="wrap-anywhere">{row.message}</q>
        </span>
      );
    }
    return row.keyword ? t.wrote(row.keyword) : (t.reasons[row.source] ?? row.source);
  };
  const empty = pages.data && pages.rows.length === 0;
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={add} />
      <div className="flex flex-col gap-5">
        {unclear > 0 && (
          <Notice tone="warn" title={t.unclearTitle(unclear)}>
            {t.unclearText}
          </Notice>
        )}
        <StopWords />
        <Card flush>
          {!(empty && !asked) && (
            <div className="border-b border-line p-5">
              <Field label={t.search} className="max-w-md">
                <Input type="search" inputMode="tel" maxLength={30} value={search} onChange={(event) => setSearch(event.target.value)} />
              </Field>
            </div>
          )}
          <PagedTable
            pages={pages}
            more={t.more}
            label={t.title}
            rowKey={(row) => row.phone}
            columns={[
              { key: 'phone', head: t.phone, nowrap: true, cell: (row) => <span className="nums">{row.phone}</span> },
              { key: 'name', head: t.name, cell: (row) => row.name ?? <span className="text-soft">{t.noName}</span> },
              { key: 'why', head: t.why, cell: why },
              { key: 'since', head: t.since, nowrap: true, cell: (row) => format.dateTime(row.created_at) },
              {
                key: 'actions',
                head: t.actions,
                corner: true,
                end: true,
                cell: (row) =>
                  may &&
                  (row.source === 'unclear' ? (
                    <Decide entry={row} />
                  ) : (
                    <Button size="sm" look="secondary" aria-label={`${t.remove}: ${row.phone}`} onClick={() => setLeaving(row)}>
                      {t.remove}
                    </Button>
                  )),
              },
            ]}
            none={
              asked ? (
                <p className="p-5 text-soft">{t.noneSuch}</p>
              ) : (
                <EmptyState icon={<BellOff />} title={t.empty} text={t.emptyText} action={add || undefined} />
              )
            }
          />
        </Card>
      </div>
      <AddDialog open={adding} onClose={() => setAdding(false)} />
      {leaving && <RemoveDialog entry={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

/** What the business's stop words do, in plain words. */
function StopWords() {
  const t = useWords(suppressions);
  const format = useFormat();
  const may = useMay('tenant.write');
  const words = useGet('/api/v1/tenant').data?.opt_out_words;
  if (!words) return null;
  return (
    <Notice
      tone="info"
      title={t.howTitle}
      action={
        may && (
          <Link to="/account" className="font-semibold underline underline-offset-4">
            {t.howWords}
          </Link>
        )
      }
    >
      {t.how(format.list(words.map((word) => word.toUpperCase())))}
    </Notice>
  );
}
