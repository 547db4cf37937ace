import { useCallback, useState } from 'react';

/** State that survives a reload and the back button in this tab, until `forget`: nothing typed is lost. Without a key it is plain state. */
export function useKept<T extends object>(key: string | null, fresh: () => T): [T, (part: Partial<T>) => void, () => void] {
  const [value, set] = useState(() => {
    const start = fresh();
    if (!key) return start;
    try {
      return { ...start, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<T>) };
    } catch {
      return start;
    }
  });
  const change = useCallback(
    (part: Partial<T>) =>
      set((old) => {
        const next = { ...old, ...part };
        if (key) sessionStorage.setItem(key, JSON.stringify(next));
        return next;
      }),
    [key],
  );
  const forget = useCallback(() => {
    if (key) sessionStorage.removeItem(key);
  }, [key]);
  return [value, change, forget];
}
