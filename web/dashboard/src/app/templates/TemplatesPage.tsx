import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FileText, Megaphone, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf, usePages } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { templates } from '../../i18n/templates';
import { useWords } from '../../i18n/words';
import { Button, ButtonLink, IconButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/Dialog';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { EmptyState, PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { RecordLink } from '../../ui/RecordLink';
import { toast } from '../../ui/toasts';
import { useMay } from '../me';
import { Bubble } from './Bubble';

type Template = Schemas['MessageTemplate'];

export function TemplatesPage() {
  const t = useWords(templates);
  const may = useMay('templates.write');
  const [leaving, setLeaving] = useState<Template | null>(null);
  const pages = usePages('/api/v1/templates', { query: {} }, 50);
  const make = may && (
    <ButtonLink to="/templates/new" icon={<Plus aria-hidden />}>
      {t.make}
    </ButtonLink>
  );
  return (
    <>
      <PageHeader title={t.title} lead={t.lead} actions={make} />
      <ProblemNotice problem={pages.data ? null : pages.problem} />
      {!pages.data && !pages.problem && <Skeleton className="h-48 rounded-card" />}
      {pages.data && pages.rows.length === 0 && (
        <Card>
          <EmptyState icon={<FileText />} title={t.empty} text={t.emptyText} action={make || undefined} />
        </Card>
      )}
      {pages.rows.length > 0 && (
        <ul aria-label={t.title} className="grid gap-5 md:grid-cols-2 xl:grid-cols-3">
          {pages.rows.map((one) => (
            <li key={one.id} className="flex">
              <Entry template={one} onRemove={may ? () => setLeaving(one) : null} />
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage && (
        <div className="mt-5 text-center">
          <Button look="quiet" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t.more}
          </Button>
        </div>
      )}
      {leaving && <Leave template={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}

function Entry({ template, onRemove }: { template: Template; onRemove: (() => void) | null }) {
  const t = useWords(templates);
  const format = useFormat();
  const maySend = useMay('campaigns.write');
  return (
    <article className="flex min-w-0 grow flex-col overflow-hidden rounded-card border border-line bg-surface shadow-card">
      <div className="flex items-start justify-between gap-2 py-3 pr-2 pl-5">
        <div className="min-w-0 pt-1.5">
          <h2 className="font-bold break-words">
            <RecordLink to="/templates/$id" id={template.id}>
              {template.name}
            </RecordLink>
          </h2>
          <p className="text-sm text-soft">{t.changed(format.relative(template.updated_at))}</p>
        </div>
        {onRemove && (
          <IconButton label={`${t.remove}: ${template.name}`} onClick={onRemove}>
            <Trash2 aria-hidden />
          </IconButton>
        )}
      </div>
      <div className="grow bg-sunken p-4">
        <Bubble text={template.body} brief />
      </div>
      {maySend && (
        <Link
          to="/campaigns/new"
          aria-label={`${t.use}: ${template.name}`}
          search={{ template: template.id } as never}
          className="flex min-h-11 items-center justify-center gap-2 border-t border-line font-semibold text-accent hover:bg-accent-soft hover:text-accent-ink focus-visible:-outline-offset-2"
        >
          <Megaphone className="size-4.5" aria-hidden />
          {t.use}
        </Link>
      )}
    </article>
  );
}

function Leave({ template, onClose }: { template: Template; onClose: () => void }) {
  const t = useWords(templates);
  const client = useQueryClient();
  const form = useSubmit(
    () => api.delete('/api/v1/templates/{id}', { path: { id: template.id } }),
    () => {
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/templates') });
      toast('good', t.removed);
      onClose();
    },
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void form.submit()}
      busy={form.busy}
      title={t.removeTitle(template.name)}
      description={t.removeText}
      confirm={t.remove}
    >
      <ProblemNotice problem={form.problem} />
    </ConfirmDialog>
  );
}
