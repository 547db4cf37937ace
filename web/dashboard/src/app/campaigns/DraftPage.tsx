import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf, useGet, useIntent } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Checkbox, Field, Input, Select, Textarea } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { useKept } from '../../ui/kept';
import { ProblemNotice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { RecordLink } from '../../ui/RecordLink';
import { Gone } from '../Gone';
import { useMe } from '../me';
import { numbersOf, useNumberFaults } from '../contacts/numbers';
import { PaceLine } from '../pace/PaceLine';
import { useFault } from '../templates/fault';
import { LivePreview } from '../templates/LivePreview';
import { MessageEditor } from '../templates/MessageEditor';
import { DefaultsFields } from './DefaultsFields';

export function NewCampaignPage() {
  const t = useWords(campaigns).form;
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} />
      <DraftForm />
    </>
  );
}

export function EditCampaignPage() {
  const { form: t, title } = useWords(campaigns);
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error } = useGet('/api/v1/campaigns/{id}', { path: { id } });
  if (error && !data) return <Gone title={title} to="/campaigns" problem={error} />;
  return (
    <>
      <PageHeader title={t.edit} lead={t.lead} />
      {!data && <Skeleton className="h-80" />}
      {data && <DraftForm of={data} />}
    </>
  );
}

interface Typed {
  name: string;
  lists: string[];
  numbers: string;
  text: string;
  /** A template's id; empty: a text of its own. */
  template: string;
  /** What stands there for people without a value. */
  defaults: Record<string, string>;
  consent: boolean;
  auto: boolean;
}

const OWN_TEXT = '';

function begun(of: Schemas['CampaignDetail'] | undefined): Typed {
  return {
    name: of?.name ?? '',
    lists: of?.list_ids ?? [],
    numbers: of?.numbers.join('\n') ?? '',
    text: of?.text ?? '',
    template: of?.template_id ?? OWN_TEXT,
    defaults: (of?.defaults ?? {}) as Record<string, string>,
    consent: of?.require_consent ?? true,
    auto: of?.auto_resume ?? true,
  };
}

function DraftForm({ of }: { of?: Schemas['CampaignDetail'] }) {
  const { form: t, name: nameLabel } = useWords(campaigns);
  const client = useQueryClient();
  const navigate = useNavigate();
  const intent = useIntent();
  const lists = useGet('/api/v1/lists', { query: { limit: 200 } }).data;
  const templates = useGet('/api/v1/templates', { query: { limit: 200 } }).data;
  const wanted = useSearch({ strict: false }) as { template?: string; list?: string };
  const fault = useFault();
  const faultsOf = useNumberFaults();
  const me = useMe();
  const [typed, keep, forget] = useKept(me.id, of ? null : 'draft', () => begun(of));
  const change = (part: Partial<Typed>) => {
    keep(part);
    // What is asked for now is another request than before.
    intent.done();
  };
  useEffect(() => {
    if (wanted.template) keep({ template: wanted.template });
    if (wanted.list) keep({ lists: [wanted.list] });
    // Said once: what is chosen afterwards stays over a reload.
    if (wanted.template || wanted.list) void navigate({ to: '.', search: {} as never, replace: true });
  }, [wanted.template, wanted.list, keep, navigate]);
  const template = templates?.find((one) => one.id === typed.template);
  const form = useSubmit(
    async () => {
      const body: Schemas['CampaignDraft'] = {
        name: typed.name,
        // A list may have been deleted since it was ticked.
        list_ids: typed.lists.filter((id) => !lists || lists.some((one) => one.id === id)),
        numbers: numbersOf(typed.numbers),
        ...(typed.template ? { template_id: typed.template } : { text: typed.text }),
        defaults: Object.fromEntries(Object.entries(typed.defaults).filter(([, value]) => value.trim())),
        require_consent: typed.consent,
        auto_resume: typed.auto,
      };
      if (of) return (await api.put('/api/v1/campaigns/{id}', { path: { id: of.id }, body })).data;
      return (await api.post('/api/v1/campaigns', { body, idempotencyKey: intent.key() })).data;
    },
    (saved) => {
      forget();
      intent.done();
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns/{id}') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns/{id}/preflight') });
      void navigate({ to: '/campaigns/$id', params: { id: saved.id } as never });
    },
    ['name', 'numbers', 'text', 'template_id', 'list_ids'],
  );
  const nobody = typed.lists.length === 0 && form.failed?.fields.some((one) => (one.field === 'numbers' || one.field === 'list_ids') && one.code === 'required');
  return (
    <form ref={form.form} onSubmit={form.submit} noValidate className="flex max-w-3xl flex-col gap-5">
      <ProblemNotice problem={form.problem} />
      <Card title={t.who}>
        <div className="flex flex-col gap-5">
          <fieldset className="flex flex-col gap-3">
            <legend className="mb-2 text-sm font-semibold">{t.lists}</legend>
            {lists?.length === 0 && <p className="text-soft">{t.noLists}</p>}
            {lists?.map((list) => (
              <Checkbox
                key={list.id}
                label={list.name}
                hint={t.members(list.members)}
                checked={typed.lists.includes(list.id)}
                onChange={(event) => change({ lists: event.target.checked ? [...typed.lists, list.id] : typed.lists.filter((id) => id !== list.id) })}
              />
            ))}
          </fieldset>
          <Field label={t.numbers} optional={t.optional} hint={t.numbersHint} error={nobody ? t.nobody : (faultsOf(form.failed, 'numbers', numbersOf(typed.numbers)) ?? form.error('list_ids'))}>
            <Textarea rows={4} inputMode="tel" value={typed.numbers} onChange={(event) => change({ numbers: event.target.value })} />
          </Field>
          <Checkbox label={t.consent} hint={t.consentHint} checked={typed.consent} onChange={(event) => change({ consent: event.target.checked })} />
        </div>
      </Card>
      <Card title={t.what}>
        <div className="flex flex-col gap-5">
          {(templates?.length ?? 0) > 0 && (
            <Field label={t.template} error={form.error('template_id')}>
              <Select value={template ? template.id : OWN_TEXT} onChange={(event) => change({ template: event.target.value })}>
                <option value={OWN_TEXT}>{t.ownText}</option>
                {templates?.map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.name}
                  </option>
                ))}
              </Select>
            </Field>
          )}
          {template ? (
            <p className="text-sm text-soft">
              {t.templateNewest}{' '}
              <RecordLink to="/templates/$id" id={template.id} className="font-semibold underline">
                {t.changeTemplate}
              </RecordLink>
            </p>
          ) : (
            <MessageEditor value={typed.text} onChange={(text) => change({ text })} error={fault(form.failed) ?? form.error('text')} rows={6} />
          )}
        </div>
      </Card>
      <DefaultsFields body={template ? template.body : typed.text} values={typed.defaults} onChange={(defaults) => change({ defaults })} />
      <LivePreview body={template ? template.body : typed.text} defaults={typed.defaults} />
      <Card title={t.when}>
        <div className="flex flex-col gap-5">
          <p className="text-soft">{t.whenHint}</p>
          <PaceLine />
          <Field label={nameLabel} hint={t.nameHint} error={form.error('name')}>
            <Input value={typed.name} onChange={(event) => change({ name: event.target.value })} />
          </Field>
          <Checkbox label={t.auto} checked={typed.auto} onChange={(event) => change({ auto: event.target.checked })} />
        </div>
      </Card>
      <Button type="submit" busy={form.busy} className="self-start">
        {t.save}
      </Button>
    </form>
  );
}
