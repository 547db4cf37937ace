import { createContext, useContext } from 'react';

import type { Schemas } from '../api/client';

export type Me = Schemas['Me'];

export const MeContext = createContext<Me | null>(null);

/** Who is logged in. Behind the shell this is always known. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error('outside the shell');
  return me;
}

/** Whether the person may do something, by the permission's word: `useMay('campaigns.send')`. The server has the last word. */
export function useMay(permission: Schemas['Permission']): boolean {
  return useMe().permissions.includes(permission);
}
