import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf } from '../../api/query';
import { lists } from '../../i18n/lists';
import { useWords } from '../../i18n/words';
import { ConfirmDialog } from '../../ui/Dialog';
import { Checkbox } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

/** Says what goes with a list, and what stays. */
export function RemoveDialog({ list, onClose, onRemoved }: { list: Schemas['ContactList']; onClose: () => void; onRemoved?: () => void }) {
  const t = useWords(lists);
  const client = useQueryClient();
  const [people, setPeople] = useState(false);
  const form = useSubmit(
    async () => (await api.delete('/api/v1/lists/{id}', { path: { id: list.id }, query: { with_contacts: people } })).data,
    (gone) => {
      onClose();
      onRemoved?.();
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/lists') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/contacts') });
      toast('good', people ? t.removedPeople(gone.contacts) : t.removed);
    },
  );
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => void form.submit()}
      busy={form.busy}
      title={t.removeTitle(list.name)}
      description={t.removeText}
      confirm={t.remove}
    >
      {list.members > 0 && (
        <Checkbox label={t.removePeople(list.members)} hint={t.removePeopleHint} checked={people} onChange={(event) => setPeople(event.target.checked)} />
      )}
      <ProblemNotice problem={form.problem} />
    </ConfirmDialog>
  );
}
