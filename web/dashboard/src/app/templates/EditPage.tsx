import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf, useGet, useIntent } from '../../api/query';
import { useProblemText } from '../../i18n/problems';
import { shell } from '../../i18n/shell';
import { templates } from '../../i18n/templates';
import { useWords } from '../../i18n/words';
import { Button, ButtonLink } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Input } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { useKept } from '../../ui/kept';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { toast } from '../../ui/toasts';
import { Gone } from '../Gone';
import { useMay, useMe } from '../me';
import { Bubble } from './Bubble';
import { useFault } from './fault';
import { LivePreview } from './LivePreview';
import { MessageEditor } from './MessageEditor';
import { MissingCard } from './MissingCard';

type Template = Schemas['MessageTemplate'];

export function NewTemplatePage() {
  const t = useWords(templates);
  return (
    <>
      <PageHeader title={t.newTitle} lead={t.newLead} />
      <TemplateForm />
    </>
  );
}

export function EditTemplatePage() {
  const t = useWords(templates);
  const { id } = useParams({ strict: false }) as { id: string };
  const { data, error } = useGet('/api/v1/templates/{id}', { path: { id } });
  if (error && !data) return <Gone title={t.title} to="/templates" problem={error} />;
  return (
    <>
      <PageHeader title={data?.name ?? t.title} lead={t.editLead} />
      {!data && <Skeleton className="h-80 rounded-card" />}
      {data && (
        <div className="flex flex-col gap-5">
          {data.scheduled_campaigns > 0 && <Notice tone="warn">{t.scheduled(data.scheduled_campaigns)}</Notice>}
          <TemplateForm key={id} of={data} />
          {data.variables.length > 0 && <MissingCard template={data} />}
        </div>
      )}
    </>
  );
}

function TemplateForm({ of }: { of?: Template }) {
  const t = useWords(templates);
  const common = useWords(shell);
  const me = useMe();
  const may = useMay('templates.write');
  const client = useQueryClient();
  const navigate = useNavigate();
  const intent = useIntent();
  const fault = useFault();
  const problems = useProblemText();
  const [typed, change, forget] = useKept(me.id, of ? `template.${of.id}.${of.version}` : 'template', () => ({
    name: of?.name ?? '',
    body: of?.body ?? '',
  }));
  const [version, setVersion] = useState(of?.version ?? 0);
  const form = useSubmit(
    async () => {
      if (of) return (await api.put('/api/v1/templates/{id}', { path: { id: of.id }, body: { ...typed, version } })).data;
      return (await api.post('/api/v1/templates', { body: typed, idempotencyKey: intent.key() })).data;
    },
    (saved) => {
      forget();
      intent.done();
      setVersion(saved.version);
      client.setQueryData(keyOf('/api/v1/templates/{id}', { path: { id: saved.id } }), saved);
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/templates') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/templates/{id}/missing') });
      toast('good', t.saved);
      void navigate({ to: '/templates' });
    },
    ['name', 'body'],
  );
  const { failed } = form;
  const theirs = failed?.code === 'changed_meanwhile' ? (failed.details['template'] as Template | undefined) : undefined;
  const taken = failed?.code === 'name_taken';
  return (
    <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <Card>
        <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
          {!theirs && !taken && <ProblemNotice problem={form.problem} />}
          {theirs && (
            <Notice
              tone="warn"
              alert
              title={t.conflict.title}
              action={
                <div className="flex flex-wrap gap-3">
                  <Button
                    look="secondary"
                    onClick={() => {
                      change({ name: theirs.name, body: theirs.body });
                      setVersion(theirs.version);
                      form.clear();
                    }}
                  >
                    {t.conflict.theirs}
                  </Button>
                  <Button
                    look="secondary"
                    onClick={() => {
                      setVersion(theirs.version);
                      form.clear();
                    }}
                  >
                    {t.conflict.mine}
                  </Button>
                </div>
              }
            >
              <p className="mb-2">{t.conflict.text}</p>
              <Bubble text={theirs.body} />
            </Notice>
          )}
          <Field label={t.name} hint={t.nameHint} error={taken ? problems.of(failed) : form.error('name')}>
            <Input
              name="name"
              value={typed.name}
              onChange={(event) => {
                intent.done();
                change({ name: event.target.value });
              }}
            />
          </Field>
          <MessageEditor
            value={typed.body}
            onChange={(body) => {
              intent.done();
              change({ body });
            }}
            error={fault(failed) ?? form.error('body')}
          />
          <div className="flex flex-wrap gap-3">
            {may && (
              <Button type="submit" busy={form.busy}>
                {t.save}
              </Button>
            )}
            <ButtonLink to="/templates" look="quiet">
              {common.cancel}
            </ButtonLink>
          </div>
        </form>
      </Card>
      <LivePreview body={typed.body} className="lg:sticky lg:top-20" />
    </div>
  );
}
