import { useCallback, useState } from 'react';

const PREFIX = 'siar.kept.';

/** State of one person that survives a reload and the back button in this tab, until `forget`: nothing typed is lost. Without a key it is plain state. */
export function useKept<T extends object>(user: string, key: string | null, fresh: () => T): [T, (part: Partial<T>) => void, () => void] {
  const entry = key && `${PREFIX}${user}.${key}`;
  const [value, set] = useState(() => {
    const start = fresh();
    if (!entry) return start;
    try {
      return { ...start, ...(JSON.parse(sessionStorage.getItem(entry) ?? '{}') as Partial<T>) };
    } catch {
      return start;
    }
  });
  const change = useCallback(
    (part: Partial<T>) =>
      set((old) => {
        const next = { ...old, ...part };
        if (entry) sessionStorage.setItem(entry, JSON.stringify(next));
        return next;
      }),
    [entry],
  );
  const forget = useCallback(() => {
    if (entry) sessionStorage.removeItem(entry);
  }, [entry]);
  return [value, change, forget];
}

/** After a log-out nothing that somebody typed stays in this tab. */
export function forgetAllKept(): void {
  for (const entry of Object.keys(sessionStorage)) if (entry.startsWith(PREFIX)) sessionStorage.removeItem(entry);
}
