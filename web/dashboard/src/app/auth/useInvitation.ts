import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api } from '../../api/client';
import { linkToken } from '../../shell/auth/address';

/** The token of an invitation's link, where the page was opened by one, and what it invites to. */
export function useInvitation() {
  const [token] = useState(linkToken);
  const invited = useQuery({
    queryKey: ['invitation', token],
    queryFn: async () => (await api.post('/api/v1/auth/invitation', { body: { token: token ?? '' } })).data,
    staleTime: Infinity,
    enabled: Boolean(token),
  });
  return { token, invited };
}
