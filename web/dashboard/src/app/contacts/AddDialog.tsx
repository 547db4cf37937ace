import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api } from '../../api/client';
import { keyOf } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Checkbox, Field, Input } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

const NOTHING = { phone: '', name: '', agreed: false };

/** One person. What was typed stays when the dialog is closed by mistake. */
export function AddDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(contacts);
  const client = useQueryClient();
  const [typed, setTyped] = useState(NOTHING);
  const form = useSubmit(
    () =>
      api.post('/api/v1/contacts', {
        body: {
          phone: typed.phone,
          ...(typed.name.trim() ? { name: typed.name.trim() } : {}),
          ...(typed.agreed ? { consent: { source: 'by_hand' } } : {}),
        } as never,
      }),
    () => {
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/contacts') });
      toast('good', t.saved);
      setTyped(NOTHING);
      onClose();
    },
    ['phone', 'name'],
  );
  return (
    <Dialog open={open} onClose={onClose} title={t.add}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        <ProblemNotice problem={form.problem} />
        <Field label={t.phone} hint={t.phoneHint} error={form.error('phone')}>
          <Input type="tel" name="phone" required value={typed.phone} onChange={(event) => setTyped({ ...typed, phone: event.target.value })} />
        </Field>
        <Field label={t.name} optional={t.optional} error={form.error('name')}>
          <Input name="name" value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.target.value })} />
        </Field>
        <Checkbox label={t.agreed} checked={typed.agreed} onChange={(event) => setTyped({ ...typed, agreed: event.target.checked })} />
        <FormActions onCancel={onClose} submit={t.save} busy={form.busy} />
      </form>
    </Dialog>
  );
}
