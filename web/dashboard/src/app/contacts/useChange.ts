import { useQueryClient } from '@tanstack/react-query';

import { api, type Schemas } from '../../api/client';
import { keyOf } from '../../api/query';

type Contact = Schemas['Contact'];

/** Changes some of a contact's fields and shows the answer everywhere. */
export function useChange(contact: Contact): (fields: Partial<Schemas['Fields']>) => Promise<Contact> {
  const client = useQueryClient();
  return async (fields) => {
    const changed = (await api.patch('/api/v1/contacts/{id}', { path: { id: contact.id }, body: fields as Schemas['Fields'] })).data;
    client.setQueryData(keyOf('/api/v1/contacts/{id}', { path: { id: contact.id } }), changed);
    void client.invalidateQueries({ queryKey: keyOf('/api/v1/contacts') });
    return changed;
  };
}
