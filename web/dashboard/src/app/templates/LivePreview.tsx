import { useState } from 'react';

import type { Schemas } from '../../api/client';
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
import { useTried } from './useTried';

const NOBODY = '-';
const NONE = {};

/** The text as a chosen contact would read it, made by the server while it is typed. */
export function LivePreview({ body, defaults, className }: { body: string; /** What a campaign puts in where a contact has no value. */ defaults?: Record<string, string>; className?: string }) {
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
  const values = useRested(defaults ?? NONE);
  const tried = useTried(rested, who?.id ?? null, values, people.data !== undefined || people.isError || !mayRead);
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
            {who ? t.missing(who.name ?? who.phone, format.list(missing)) : t.missingNobody(format.list(missing))} {!defaults && missing[0] && t.remedy(missing[0])}
          </Notice>
        )}
      </div>
    </Card>
  );
}
