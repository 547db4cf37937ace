import { useQueryClient } from '@tanstack/react-query';

import type { PathOf } from '../../api/client';
import { keyOf } from '../../api/query';
import { toast } from '../../ui/toasts';

/** After a change of the team: what is shown is asked for anew. */
export function useChanged(lists: readonly PathOf<'get'>[]) {
  const client = useQueryClient();
  return (said?: string) => {
    for (const path of lists) void client.invalidateQueries({ queryKey: keyOf(path) });
    if (said) toast('good', said);
  };
}
