import { useNavigate } from '@tanstack/react-router';
import { useCallback, useState } from 'react';

import { parameter } from './auth/address';

/** A page's filter, kept in its address: a reload, the back button and a copied link show the same. Empty is no filter. */
export function useFilter<T extends string = string>(name: string): [T | '', (value: T | '') => void] {
  const navigate = useNavigate();
  // Its own state beside the address: the address follows a moment later, and typing must not wait for it.
  const [value, setValue] = useState(() => (parameter(name) ?? '') as T | '');
  const change = useCallback(
    (next: T | '') => {
      setValue(next);
      void navigate({
        to: '.',
        search: ((old: Record<string, unknown>) => ({ ...old, [name]: next === '' ? undefined : next })) as never,
        replace: true,
        resetScroll: false,
      });
    },
    [name, navigate],
  );
  return [value, change];
}
