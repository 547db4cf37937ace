import { useSearch } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';

import { api, raw, type Schemas } from '../../api/client';
import { useGet } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { cx } from '../../ui/cx';
import { Field, Input, Select } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Table } from '../../ui/Table';
import { ImportCard } from './ImportCard';

const LARGEST = 10 * 1024 * 1024;
/** The server looks at the first 64 KiB. */
const LOOKED_AT = 64 * 1024;
const NEW = 'new';

interface Looked {
  file: File;
  preview: Schemas['Preview'];
}

export function ImportPage() {
  const t = useWords(contacts).import;
  const [looked, setLooked] = useState<Looked | null>(null);
  const [started, setStarted] = useState<string | null>(null);
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      {started ? (
        <ImportCard
          id={started}
          onAnother={() => {
            setStarted(null);
            setLooked(null);
          }}
        />
      ) : (
        <div className="flex flex-col gap-5">
          <Choose chosen={looked?.file ?? null} onLooked={setLooked} />
          {looked && <Start looked={looked} onStarted={setStarted} />}
        </div>
      )}
    </>
  );
}

function Choose({ chosen, onLooked }: { chosen: File | null; onLooked: (looked: Looked | null) => void }) {
  const t = useWords(contacts).import;
  const input = useRef<HTMLInputElement>(null);
  const picked = useRef<File | null>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const form = useSubmit(async () => {
    const file = picked.current;
    if (!file) return;
    const answer = await raw('/api/v1/imports/preview', {
      method: 'POST',
      headers: { 'content-type': 'text/csv' },
      body: file.slice(0, LOOKED_AT),
    });
    onLooked({ file, preview: ((await answer.json()) as { data: Schemas['Preview'] }).data });
  });
  const take = (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > LARGEST);
    onLooked(null);
    if (file.size > LARGEST) return;
    picked.current = file;
    void form.submit();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <Card>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cx('flex flex-col items-center gap-3 rounded-2xl border-2 border-dashed p-8 text-center', over ? 'border-accent bg-accent-soft' : 'border-edge')}
      >
        <input ref={input} type="file" accept=".csv,.txt,text/csv" className="sr-only" tabIndex={-1} aria-label={t.choose} onChange={(event) => take(event.target.files?.[0])} />
        <Button look={chosen ? 'secondary' : 'primary'} busy={form.busy} icon={<FileUp aria-hidden />} onClick={() => input.current?.click()}>
          {chosen ? t.another : t.choose}
        </Button>
        <p className="text-sm text-soft">{chosen ? chosen.name : t.drop}</p>
      </div>
      {tooLarge && (
        <Notice tone="bad" alert className="mt-4">
          {t.tooLarge}
        </Notice>
      )}
      <ProblemNotice problem={form.problem} className="mt-4" />
    </Card>
  );
}

function Start({ looked, onStarted }: { looked: Looked; onStarted: (id: string) => void }) {
  const t = useWords(contacts).import;
  const words = useWords(contacts);
  const lists = useGet('/api/v1/lists', { query: { limit: 200 } }).data ?? [];
  const { list: wanted } = useSearch({ strict: false }) as { list?: string };
  const [list, setList] = useState(wanted ?? '');
  const [name, setName] = useState('');
  const form = useSubmit(
    async () => {
      const into = list === NEW ? (await api.post('/api/v1/lists', { body: { name } })).data.id : list;
      const query = new URLSearchParams({ file_name: looked.file.name, ...(into ? { list_id: into } : {}) });
      const answer = await raw(`/api/v1/imports?${query}`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: looked.file });
      return ((await answer.json()) as { data: Schemas['Import'] }).data;
    },
    (made) => onStarted(made.id),
    ['name'],
  );
  return (
    <>
      <Card title={t.preview} flush>
        <p className="px-5 pb-4 text-sm text-soft">{t.previewText}</p>
        <Table
          label={t.preview}
          rows={looked.preview.rows.slice(0, 8)}
          rowKey={(row) => String(lineOf(row))}
          columns={[
            { key: 'phone', head: words.phone, nowrap: true, cell: (row) => ('phone' in row && row.phone ? String(row.phone) : '–') },
            { key: 'name', head: words.name, cell: (row) => ('name' in row && row.name ? String(row.name) : words.noName) },
            { key: 'email', head: t.email, wideOnly: true, cell: (row) => ('email' in row && row.email ? String(row.email) : '') },
            { key: 'line', head: t.line, end: true, cell: (row) => lineOf(row) },
          ]}
        />
      </Card>
      <Card>
        <form ref={form.form} onSubmit={form.submit} noValidate className="flex max-w-md flex-col gap-4">
          <ProblemNotice problem={form.problem} />
          <Field label={t.list}>
            <Select value={list} onChange={(event) => setList(event.target.value)}>
              <option value="">{t.noList}</option>
              {lists.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
              <option value={NEW}>{t.newList}</option>
            </Select>
          </Field>
          {list === NEW && (
            <Field label={t.listName} error={form.error('name')}>
              <Input value={name} onChange={(event) => setName(event.target.value)} />
            </Field>
          )}
          <Button type="submit" busy={form.busy} className="self-start">
            {t.start}
          </Button>
        </form>
      </Card>
    </>
  );
}

/** A row, or what is wrong with it, stands on a line. */
function lineOf(row: Schemas['Preview']['rows'][number]): number {
  return (row as { line?: number }).line ?? 0;
}
