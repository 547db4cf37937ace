import { Download } from 'lucide-react';
import { useState } from 'react';

import { api } from '../../api/client';
import { useGet } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { useFormat } from '../../i18n/format';
import { useProblemText } from '../../i18n/problems';
import { useWords } from '../../i18n/words';
import { useEvent } from '../../live/live';
import { Badge } from '../../ui/Badge';
import { Button, ButtonLink, buttonLook } from '../../ui/Button';
import { Card, Figure } from '../../ui/Card';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { Progress, Skeleton } from '../../ui/Progress';
import { Table } from '../../ui/Table';

/** An import on its way and its result, kept true by events. */
export function ImportCard({ id, onAnother }: { id: string; onAnother: () => void }) {
  const t = useWords(contacts).import;
  const format = useFormat();
  const problems = useProblemText();
  const { data: given, error } = useGet('/api/v1/imports/{id}', { path: { id } });
  const [live, setLive] = useState<{ rows: number; share: number } | null>(null);
  useEvent('import-progress', ({ data }) => {
    if (data.import_id === id) setLive({ rows: data.rows, share: data.fraction });
  });
  const cancel = useSubmit(() => api.post('/api/v1/imports/{id}/cancel', { path: { id } }));
  if (!given) {
    return (
      <div className="flex flex-col gap-5">
        <Spoken text="" />
        {error ? (
          <ProblemNotice
            problem={error}
            action={
              <Button look="secondary" size="sm" onClick={onAnother}>
                {t.another}
              </Button>
            }
          />
        ) : (
          <Skeleton className="h-40" />
        )}
      </div>
    );
  }
  const over = given.finished_at != null;
  const rows = Math.max(given.rows, live?.rows ?? 0);
  const share = over ? 1 : Math.max(live?.share ?? 0, given.total_bytes > 0 ? given.read_bytes / given.total_bytes : 0);
  const sum = over ? `. ${t.sum(format.number(given.added + given.updated), format.number(given.rejected))}` : ` ${format.percent(Math.floor(share * 4) / 4)}`;
  return (
    <div className="flex flex-col gap-5">
      <Spoken text={`${t.states[given.state] ?? given.state}${sum}`} />
      <Card
        title={given.file_name}
        actions={<Badge tone={given.state === 'completed' ? 'good' : given.state === 'failed' ? 'bad' : over ? 'idle' : 'busy'}>{t.states[given.state] ?? given.state}</Badge>}
      >
        <Progress label={t.progress} share={share} text={t.rows(rows)} />
        <p className="mt-2 text-sm text-soft">{t.rows(rows)}</p>
        {given.error_text && (
          <Notice tone="bad" alert className="mt-4">
            {problems.code(given.error_code) ?? given.error_text}
          </Notice>
        )}
        {over && (
          <dl className="mt-5 grid grid-cols-2 gap-4 sm:grid-cols-4">
            <Figure label={t.figures.added} value={format.number(given.added)} />
            <Figure label={t.figures.updated} value={format.number(given.updated)} />
            <Figure label={t.figures.duplicates} value={format.number(given.duplicates)} />
            <Figure label={t.figures.rejected} value={format.number(given.rejected)} />
          </dl>
        )}
        {over && given.withdrawn > 0 && (
          <Notice tone="info" className="mt-4">
            {t.withdrawn(given.withdrawn)}
          </Notice>
        )}
        <div className="mt-5 flex flex-wrap gap-3">
          {over ? (
            <>
              <ButtonLink to="/campaigns/new">{t.next}</ButtonLink>
              <ButtonLink to="/contacts" look="secondary">
                {t.done}
              </ButtonLink>
              <Button look="quiet" onClick={onAnother}>
                {t.another}
              </Button>
            </>
          ) : (
            <Button look="secondary" busy={cancel.busy} onClick={() => void cancel.submit()}>
              {t.cancel}
            </Button>
          )}
        </div>
        <ProblemNotice problem={cancel.problem} className="mt-4" />
      </Card>
      {over && given.rejected > 0 && <Rejects id={id} />}
    </div>
  );
}

/** For screen readers: not every row, but quarters, and the end with what came of it. It is there before it has anything to say, or it would not be heard. */
function Spoken({ text }: { text: string }) {
  return (
    <p className="sr-only" role="status">
      {text}
    </p>
  );
}

function Rejects({ id }: { id: string }) {
  const t = useWords(contacts).import;
  const problems = useProblemText();
  const { data: rejects } = useGet('/api/v1/imports/{id}/rejects', { path: { id }, query: { limit: 50 } });
  return (
    <Card
      title={t.rejects}
      flush
      actions={
        <a href={`/api/v1/imports/${id}/rejects.csv`} download className={buttonLook('secondary', 'sm')}>
          <Download aria-hidden />
          {t.download}
        </a>
      }
    >
      {!rejects && <Skeleton className="m-5 h-24" />}
      {rejects && (
        <Table
          label={t.rejects}
          rows={rejects}
          rowKey={(row) => String(row.line)}
          columns={[
            { key: 'line', head: t.line, cell: (row) => row.line },
            { key: 'reason', head: t.reason, cell: (row) => problems.word(row.reason) ?? row.detail },
            { key: 'value', head: t.value, cell: (row) => <span className="break-all">{row.value}</span> },
          ]}
        />
      )}
    </Card>
  );
}
