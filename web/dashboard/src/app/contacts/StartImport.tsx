import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';

import { api, raw, type Schemas } from '../../api/client';
import { Problem } from '../../api/problem';
import { useGet } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Input, Select } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import type { Looked } from './ChooseFile';
import { ConsentSource, sourceOf, type Source } from './ConsentSource';
import { MapColumns } from './MapColumns';
import { rolesOf, settingsOf, type Said } from './mapping';
import { PreviewTable } from './PreviewTable';

const NEW = 'new';

/** What the columns are, how it will look, which list, how the people agreed: then it starts. */
export function StartImport({ looked, onStarted }: { looked: Looked; onStarted: (id: string) => void }) {
  const t = useWords(contacts).import;
  const lists = useGet('/api/v1/lists', { query: { limit: 200 } }).data ?? [];
  const { list: wanted } = useSearch({ strict: false }) as { list?: string };
  const [preview, setPreview] = useState(looked.preview);
  const [said, setSaid] = useState<Said>(looked.guessed ? {} : { roles: rolesOf(looked.preview) });
  const [list, setList] = useState(wanted ?? '');
  const [name, setName] = useState('');
  const [source, setSource] = useState<Source>({ way: '', words: '' });
  const noPhone = said.roles !== undefined && !said.roles.includes('phone');
  const form = useSubmit(
    async () => {
      if (source.way && !sourceOf(source)) {
        throw new Problem(422, 'invalid', '', { fields: [{ field: 'consent_source', code: 'required', message: '' }] });
      }
      const into = list === NEW ? (await api.post('/api/v1/lists', { body: { name } })).data.id : list;
      const query = new URLSearchParams({ file_name: looked.file.name, settings: settingsOf(said, sourceOf(source)), ...(into ? { list_id: into } : {}) });
      // Should the upload fail, the list that was just made serves the next attempt.
      if (list === NEW) setList(into);
      const answer = await raw(`/api/v1/imports?${query}`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: looked.file });
      return ((await answer.json()) as { data: Schemas['Import'] }).data;
    },
    (made) => onStarted(made.id),
    ['name', 'consent_source'],
  );
  return (
    <>
      <MapColumns file={looked.file} preview={preview} said={said} unsure={!looked.guessed} onSaid={setSaid} onPreview={setPreview} />
      <PreviewTable preview={preview} />
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
          <ConsentSource label={t.consent} hint={t.consentHint} none={t.consentNone} value={source} onChange={setSource} error={form.error('consent_source')} />
          <Button type="submit" busy={form.busy} disabled={noPhone} className="self-start">
            {t.start}
          </Button>
        </form>
      </Card>
    </>
  );
}
