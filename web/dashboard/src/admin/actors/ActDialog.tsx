import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf } from '../../api/query';
import { adminActors } from '../../i18n/admin_actors';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

export type Action = Schemas['Action'];

/** Says in plain words what will happen, asks for the reason where one is kept, does it and tells what came of it. */
export function ActDialog({
  action,
  path,
  actor,
  below = 0,
  name,
  onClose,
}: {
  action: Action;
  path: string;
  /** Its kind; empty for supervisors. */
  actor: string;
  /** How many stand below it. */
  below?: number;
  name: string;
  onClose: () => void;
}) {
  const t = useWords(adminActors);
  const format = useFormat();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const session = actor === 'SessionActor';
  const asksWhy = action === 'park' || (session && action === 'stop');
  const form = useSubmit(
    async () =>
      (await api.post('/api/v1/admin/actors/{action}', { path: { action }, body: { path, ...(action === 'park' || reason.trim() ? { reason: reason.trim() } : {}) } })).data,
    ({ late }) => {
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/admin/actors') });
      if (session) void client.invalidateQueries({ queryKey: keyOf('/api/v1/admin/sessions') });
      if (late.length > 0) toast('warn', t.done[action](name), { text: t.late(format.list(late)) });
      else toast('good', t.done[action](name));
      onClose();
    },
    ['reason'],
  );
  const meanwhile = action === 'release' ? undefined : t.meanwhile[actor];
  const refused = form.problem?.code === 'not_possible' ? form.problem : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.asks[action](name)}
      description={
        <div className="flex flex-col gap-2">
          <p>{(session ? t.willSession : t.will)[action]}</p>
          {below > 0 && <p>{t.with(below)}</p>}
          {meanwhile && <p>{meanwhile}</p>}
        </div>
      }
    >
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
        {refused ? (
          <Notice tone="bad" alert>
            {t.notPossible} {refused.message}.
          </Notice>
        ) : (
          <ProblemNotice problem={form.problem} />
        )}
        {asksWhy && (
          <Field label={t.why} hint={session ? t.whyHintSession : t.whyHint} optional={action === 'stop' ? t.optional : undefined} error={form.error('reason')}>
            <Input name="reason" required={action === 'park'} maxLength={200} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
          </Field>
        )}
        <FormActions onCancel={onClose} submit={t.actions[action]} busy={form.busy} danger={action !== 'release'} focusCancel={!asksWhy} />
      </form>
    </Dialog>
  );
}
