import { useQueryClient } from '@tanstack/react-query';

import { keyOf } from '../../api/query';
import { toast } from '../../ui/toasts';

/** After a change of the team: what is shown is asked for anew. */
export function useChanged() {
  const client = useQueryClient();
  return (said?: string) => {
    void client.invalidateQueries({ queryKey: keyOf('/api/v1/team/members') });
    void client.invalidateQueries({ queryKey: keyOf('/api/v1/team/invitations') });
    if (said) toast('good', said);
  };
}
