import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';

import { api, type Schemas } from '../../api/client';
import type { Problem } from '../../api/problem';

/** A text as the server would make it for a contact, or for nobody in particular. */
export function useTried(body: string, contact: string | null, defaults: Record<string, string>, enabled = true): UseQueryResult<Schemas['Tried'], Problem> {
  return useQuery<Schemas['Tried'], Problem>({
    queryKey: ['/api/v1/templates/preview', body, contact, defaults],
    queryFn: async ({ signal }) =>
      (await api.post('/api/v1/templates/preview', { body: { body, defaults, ...(contact ? { contact_id: contact } : {}) }, signal })).data,
    enabled: enabled && body.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
}
