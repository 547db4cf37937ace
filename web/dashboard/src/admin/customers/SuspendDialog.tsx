import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api } from '../../api/client';
import { keyOf } from '../../api/query';
import { adminCustomers } from '../../i18n/admin_customers';
import { useWords } from '../../i18n/words';
import { ConfirmDialog, Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

type Props = { id: string; name: string; onClose: () => void };

function useFresh(id: string): () => void {
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: keyOf('/api/v1/admin/customers') });
    void client.invalidateQueries({ queryKey: keyOf('/api/v1/admin/customers/{id}', { path: { id } }) });
  };
}

export function SuspendDialog({ id, name, onClose }: Props) {
  const t = useWords(adminCustomers);
  const fresh = useFresh(id);
  const [reason, setReason] = useState('');
  const form = useSubmit(
    () => api.post('/api/v1/admin/customers/{id}/suspend', { path: { id }, body: { reason } }),
    () => {
      fresh();
      toast('warn', t.didSuspend(name));
      onClose();
    },
    ['reason'],
  );
  return (
    <Dialog open onClose={onClose} title={t.suspendTitle(name)} description={t.suspendText}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
        <ProblemNotice problem={form.problem} />
        <Field label={t.reason} hint={t.reasonHint} error={form.error('reason')}>
          <Input name="reason" required maxLength={200} autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <FormActions onCancel={onClose} submit={t.suspend} busy={form.busy} danger />
      </form>
    </Dialog>
  );
}

export function ActivateDialog({ id, name, onClose }: Props) {
  const t = useWords(adminCustomers);
  const fresh = useFresh(id);
  const form = useSubmit(
    () => api.post('/api/v1/admin/customers/{id}/activate', { path: { id } }),
    () => {
      fresh();
      toast('good', t.didActivate(name));
      onClose();
    },
  );
  return (
    <ConfirmDialog open onClose={onClose} onConfirm={() => void form.submit()} busy={form.busy} danger={false} title={t.activateTitle(name)} description={t.activateText} confirm={t.activate}>
      <ProblemNotice problem={form.problem} />
    </ConfirmDialog>
  );
}
