import { useQueryClient } from '@tanstack/react-query';

import { api, type Schemas } from '../../api/client';
import { keyOf } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { useWords } from '../../i18n/words';
import { ConfirmDialog } from '../../ui/Dialog';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

/** Deletes a contact. */
export function LeaveDialog({ contact, onClose, onRemoved }: { contact: Schemas['Contact']; onClose: () => void; onRemoved?: () => void }) {
  const t = useWords(contacts);
  const client = useQueryClient();
  const form = useSubmit(
    () => api.delete('/api/v1/contacts/{id}', { path: { id: contact.id } }),
    () => {
      onClose();
      onRemoved?.();
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/contacts') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/lists') });
      toast('good', t.removed);
    },
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void form.submit()}
      busy={form.busy}
      title={t.removeTitle(contact.name ?? contact.phone)}
      description={t.removeText}
      confirm={t.remove}
    >
      <ProblemNotice problem={form.problem} />
    </ConfirmDialog>
  );
}
