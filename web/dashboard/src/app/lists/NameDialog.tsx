import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf, useIntent } from '../../api/query';
import { lists } from '../../i18n/lists';
import { useProblemText } from '../../i18n/problems';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

type List = Schemas['ContactList'];

/** A new list's name, or another one for a list. */
export function NameDialog({ of, onClose, onSaved }: { of: List | null; onClose: () => void; onSaved?: (list: List) => void }) {
  const t = useWords(lists);
  const problems = useProblemText();
  const client = useQueryClient();
  const intent = useIntent();
  const [name, setName] = useState(of?.name ?? '');
  const form = useSubmit(
    async () => {
      if (of) return (await api.patch('/api/v1/lists/{id}', { path: { id: of.id }, body: { name } })).data;
      return (await api.post('/api/v1/lists', { body: { name }, idempotencyKey: intent.key() })).data;
    },
    (saved) => {
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/lists') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/lists/{id}') });
      toast('good', t.stored);
      onClose();
      onSaved?.(saved);
    },
    ['name'],
  );
  const taken = form.failed?.code === 'name_taken' ? problems.of(form.failed) : undefined;
  return (
    <Dialog open onClose={onClose} title={of ? `${t.rename}: ${of.name}` : t.make}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
        {!taken && <ProblemNotice problem={form.problem} />}
        <Field label={t.name} error={taken ?? form.error('name')}>
          <Input
            name="name"
            autoFocus
            value={name}
            onChange={(event) => {
              intent.done();
              setName(event.target.value);
            }}
          />
        </Field>
        <FormActions onCancel={onClose} submit={t.save} busy={form.busy} />
      </form>
    </Dialog>
  );
}
