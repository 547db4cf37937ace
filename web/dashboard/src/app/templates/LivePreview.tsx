import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { Problem } from '../../api/problem';
import { usePages } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { templates } from '../../i18n/templates';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { Field, Input, Select } from '../../ui/Field';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { useRested } from '../../ui/rested';
import { useMay } from '../me';
import { Bubble } from './Bubble';
import { useFault } from './fault';

const NOBODY = '-';

/** The text as a chosen contact would read it, made by the server while it is typed. */
export function LivePreview({ body, className }: { body: string; className?: string }) {
  const t = useWords(templates).preview;
  const format = useFormat();
  const fault = useFault();
  const mayRead = useMay('contacts.read');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<Schemas['Contact'] | null | undefined>(undefined);
  const asked = useRested(search.trim());
  const people = usePages('/api/v1/contacts', { query: asked ? { name: asked } : {} }, 20, { enabled: mayRead, keepPrevious: true });
  // The first at hand, until one is chosen: a message with a name in it says more than one with braces.
  const who = chosen === undefined ? (people.rows[0] ?? null) : chosen;
  const rested = useRested(body);
  const tried = useQuery<Schemas['Tried'], Problem>({
    queryKey: ['/api/v1/templates/preview', rested, who?.id ?? null],
    queryFn: async ({ signal }) =>
      (await api.post('/api/v1/templates/preview', { body: { body: rested, ...(who ? { contact_id: who.id } : {}) }, signal })).data,
    enabled: rested.trim() !== '' && (people.data !== undefined || people.isError || !mayRead),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const options = who && !people.rows.some((one) => one.id === who.id) ? [who, ...people.rows] : people.rows;
  const text = body.trim() === '' ? null : (tried.data?.text ?? body);
  const missing = tried.data?.missing ?? [];
  const wrong = tried.error ? fault(tried.error) : undefined;
  return (
    <Card title={t.title} {...(className ? { className } : {})}>
      <div className="flex flex-col gap-4">
        {mayRead && (options.length > 0 || asked) && (
          <div className="flex flex-col gap-3">
            <Field label={t.as}>
              <Select value={who?.id ?? NOBODY} onChange={(event) => setChosen(options.find((one) => one.id === event.target.value) ?? null)}>
                <option value={NOBODY}>{t.nobody}</option>
                {options.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name ? `${one.name} · ${one.phone}` : one.phone}
                  </option>
                ))}
              </Select>
            </Field>
            {(people.hasNextPage || search) && (
              <Field label={t.search}>
                <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
              </Field>
            )}
          </div>
        )}
        {people.data && people.rows.length === 0 && !asked && <p className="text-sm text-soft">{t.noContacts}</p>}
        <div className="rounded-2xl bg-sunken p-4" data-preview>
          {text === null ? <p className="text-soft">{t.empty}</p> : <Bubble text={text} note={tried.data?.text ? t.length(format.number(tried.data.length)) : undefined} />}
        </div>
        {tried.error && (wrong ? <Notice tone="warn">{wrong}</Notice> : <ProblemNotice problem={tried.error} />)}
        {!tried.error && text !== null && missing.length > 0 && (
          <Notice tone="warn">
            {who ? t.missing(who.name ?? who.phone, format.list(missing)) : t.missingNobody(format.list(missing))} {t.remedy}
          </Notice>
        )}
      </div>
    </Card>
  );
}
