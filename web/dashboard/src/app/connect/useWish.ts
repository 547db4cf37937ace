import { useMutation, useQueryClient } from '@tanstack/react-query';

import { api, type Schemas } from '../../api/client';
import type { Problem } from '../../api/problem';
import { keyOf } from '../../api/query';

export type Wish = 'start' | 'stop' | 'restart' | 'logout';

/** Says what the session should do. What it then does comes over the stream. */
export function useWish(done?: () => void) {
  const client = useQueryClient();
  return useMutation<Schemas['SessionView'], Problem, Wish>({
    mutationFn: async (wish) => (await api.post(`/api/v1/session/${wish}`)).data,
    onSuccess: (session) => {
      client.setQueryData(keyOf('/api/v1/session'), session);
      done?.();
    },
  });
}
