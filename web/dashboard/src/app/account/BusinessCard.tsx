import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf, useGet } from '../../api/query';
import { account } from '../../i18n/account';
import { LANGUAGES } from '../../i18n/language';
import { useCountries, useZones } from '../../i18n/places';
import { shell } from '../../i18n/shell';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Checkbox, Field, Input, Select, Textarea } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { toast } from '../../ui/toasts';
import { useMay } from '../me';

export function BusinessCard() {
  const t = useWords(account).business;
  const { data: tenant, error } = useGet('/api/v1/tenant');
  return (
    <Card title={t.title}>
      <ProblemNotice problem={tenant ? null : error} />
      {!tenant && !error && <Skeleton className="h-72" />}
      {tenant && <Settings tenant={tenant} />}
    </Card>
  );
}

function asTyped(tenant: Schemas['TenantSettings']) {
  const { name, country, time_zone, language, opt_out_words, opt_out_text, return_text } = tenant;
  return { name, country, time_zone, language, words: opt_out_words.join('\n'), opt_out_text, return_text };
}

function Settings({ tenant }: { tenant: Schemas['TenantSettings'] }) {
  const t = useWords(account).business;
  const common = useWords(shell);
  const client = useQueryClient();
  const mayChange = useMay('tenant.write');
  const [typed, setTyped] = useState(() => asTyped(tenant));
  const [answers, setAnswers] = useState(tenant.opt_out_answer);
  const countries = useCountries();
  const zones = useZones(typed.time_zone);
  const form = useSubmit(
    async () => {
      const { words, opt_out_text, return_text, ...rest } = typed;
      const change = {
        ...rest,
        opt_out_words: words.split('\n').map((word) => word.trim()).filter(Boolean),
        opt_out_answer: answers,
        // What was left as it is stays the server's, in whatever language.
        ...(opt_out_text === tenant.opt_out_text ? {} : { opt_out_text }),
        ...(return_text === tenant.return_text ? {} : { return_text }),
      };
      return (await api.patch('/api/v1/tenant', { body: change })).data;
    },
    (saved) => {
      client.setQueryData(keyOf('/api/v1/tenant'), saved);
      setTyped(asTyped(saved));
      setAnswers(saved.opt_out_answer);
      toast('good', t.saved);
    },
    ['name', 'country', 'time_zone', 'language', 'opt_out_words', 'opt_out_text', 'return_text'],
  );
  const bind = (key: keyof typeof typed) => ({
    name: key,
    value: typed[key],
    disabled: !mayChange,
    onChange: (event: { target: { value: string } }) => setTyped({ ...typed, [key]: event.target.value }),
  });
  return (
    <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
      {!mayChange && <Notice tone="info">{t.readOnly}</Notice>}
      <ProblemNotice problem={form.problem} />
      <Field label={t.name} error={form.error('name')}>
        <Input autoComplete="organization" required {...bind('name')} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t.country} hint={t.countryHint} error={form.error('country')}>
          <Select autoComplete="country" {...bind('country')}>
            {countries.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.timeZone} error={form.error('time_zone')}>
          <Select {...bind('time_zone')}>
            {[zones.home, zones.others].map((group, place) => (
              <optgroup key={place} label={place === 0 ? t.homeZones : t.otherZones}>
                {group.map(({ value, name }) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Field>
      </div>
      <Field label={t.language} error={form.error('language')}>
        <Select {...bind('language')}>
          {Object.entries(LANGUAGES).map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t.words} hint={t.wordsHint} error={form.error('opt_out_words')}>
        <Textarea rows={5} spellCheck={false} {...bind('words')} />
      </Field>
      <Checkbox label={t.answers} hint={t.answersHint} checked={answers} disabled={!mayChange} onChange={(event) => setAnswers(event.target.checked)} />
      {answers && (
        <>
          <Field label={t.optOutText} hint={t.textHint} error={form.error('opt_out_text')}>
            <Textarea rows={3} maxLength={1000} {...bind('opt_out_text')} />
          </Field>
          <Field label={t.returnText} hint={t.textHint} error={form.error('return_text')}>
            <Textarea rows={3} maxLength={1000} {...bind('return_text')} />
          </Field>
        </>
      )}
      {mayChange && (
        <Button type="submit" busy={form.busy} className="self-start">
          {common.save}
        </Button>
      )}
    </form>
  );
}
