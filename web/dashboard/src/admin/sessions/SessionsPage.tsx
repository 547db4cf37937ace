import { Link } from '@tanstack/react-router';
import { Camera, CirclePlay, Network, Smartphone } from 'lucide-react';
import { useDeferredValue, useState } from 'react';

import type { Schemas } from '../../api/client';
import { usePages } from '../../api/query';
import { adminSessions } from '../../i18n/admin_sessions';
import { useFormat } from '../../i18n/format';
import { session as sessionWords } from '../../i18n/session';
import { useWords } from '../../i18n/words';
import { SessionBadge } from '../../shell/SessionBadge';
import { IconButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Input, Select } from '../../ui/Field';
import { EmptyState, PageHeader } from '../../ui/Page';
import { PagedTable } from '../../ui/PagedTable';
import { RecordLink } from '../../ui/RecordLink';
import { ActDialog, type Action } from '../actors/ActDialog';
import { useMay } from '../me';
import { PictureDialog } from './PictureDialog';

type Listed = Schemas['ListedSession'];
type State = Schemas['SessionState'];

/** States in which a page is open that could be looked at. */
const SHOWN = new Set<State>(['starting', 'scan_qr', 'pairing', 'working', 'reconnecting']);

export function SessionsPage() {
  const t = useWords(adminSessions);
  const { states } = useWords(sessionWords);
  const format = useFormat();
  const may = useMay('platform.write');
  const [search, setSearch] = useState('');
  const [state, setState] = useState<State | ''>('');
  const [acting, setActing] = useState<{ row: Listed; action: Action } | null>(null);
  const [looking, setLooking] = useState<Listed | null>(null);
  const asked = useDeferredValue(search.trim());
  const query = { ...(state ? { state } : {}), ...(asked ? { search: asked } : {}) };
  const pages = usePages('/api/v1/admin/sessions', { query }, 50, { keepPrevious: true });
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <Card flush>
        <div className="flex flex-wrap gap-x-6 gap-y-4 border-b border-line p-5">
          <Field label={t.search} hint={t.searchHint} className="w-full sm:max-w-xs">
            <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
          </Field>
          <Field label={t.state} className="w-full sm:max-w-60">
            <Select value={state} onChange={(event) => setState(event.target.value as State | '')}>
              <option value="">{t.anyState}</option>
              {Object.entries(states).map(([key, word]) => (
                <option key={key} value={key}>
                  {word}
                </option>
              ))}
            </Select>
          </Field>
        </div>
        <div aria-live="polite">
          <PagedTable
            pages={pages}
            more={t.more}
            label={t.title}
            rowKey={(row) => row.tenant_id}
            columns={[
              {
                key: 'customer',
                head: t.customer,
                cell: (row) => (
                  <>
                    <RecordLink to="/customers/$id" id={row.tenant_id}>
                      {row.tenant_name}
                    </RecordLink>
                    <span className="nums block text-sm font-normal text-soft">{row.session.phone ?? t.noPhone}</span>
                  </>
                ),
              },
              { key: 'state', head: t.state, cell: (row) => <StateCell row={row} /> },
              { key: 'since', head: t.since, nowrap: true, cell: (row) => <time dateTime={row.session.since}>{format.dateTime(row.session.since)}</time> },
              { key: 'reconnects', head: t.reconnects, end: true, cell: (row) => `${format.number(row.reconnects)}×` },
              {
                key: 'actions',
                head: t.actions,
                end: true,
                cell: (row) => (
                  <span className="inline-flex gap-1">
                    {row.session.support_screenshots && may && SHOWN.has(row.session.state) && (
                      <IconButton label={`${t.picture}: ${row.tenant_name}`} onClick={() => setLooking(row)}>
                        <Camera aria-hidden />
                      </IconButton>
                    )}
                    {may && row.session.hold && (
                      <IconButton
                        label={`${row.session.hold.kind === 'quarantined' ? t.release : t.start}: ${row.tenant_name}`}
                        onClick={() => setActing({ row, action: row.session.hold?.kind === 'quarantined' ? 'release' : 'restart' })}
                      >
                        <CirclePlay aria-hidden />
                      </IconButton>
                    )}
                    <Link
                      to="/actors"
                      search={{ at: `root/sessions/${row.tenant_id}` } as never}
                      aria-label={`${t.actor}: ${row.tenant_name}`}
                      title={t.actor}
                      className="inline-flex size-11 items-center justify-center rounded-xl text-soft hover:bg-sunken hover:text-ink"
                    >
                      <Network className="size-5" aria-hidden />
                    </Link>
                  </span>
                ),
              },
            ]}
            none={state || asked ? <p className="p-5 text-soft">{t.noneSuch}</p> : <EmptyState icon={<Smartphone />} title={t.none} text={t.noneText} />}
          />
        </div>
      </Card>
      {acting && (
        <ActDialog action={acting.action} path={`root/sessions/${acting.row.tenant_id}`} actor="SessionActor" name={acting.row.tenant_name} onClose={() => setActing(null)} />
      )}
      {looking && <PictureDialog tenant={looking.tenant_id} customer={looking.tenant_name} onClose={() => setLooking(null)} />}
    </>
  );
}

function StateCell({ row: { session } }: { row: Listed }) {
  const t = useWords(adminSessions);
  const format = useFormat();
  const { reason } = useWords(sessionWords);
  const said = session.reason ?? (session.state === 'failed' ? session.last_error : null);
  const why = session.hold ? session.hold.reason : session.unknown_since ? t.unknown(format.dateTime(session.unknown_since)) : said && reason(said);
  return (
    <>
      <SessionBadge state={session.state} hold={session.hold ?? null} />
      {why && <span className="mt-1 block text-sm text-soft">{why}</span>}
    </>
  );
}
