import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import { keyOf } from '../api/query';
import { usePlatformFrame } from '../live/live';

/** Changes that come together are looked at together. */
const CALM_MS = 400;

/** Keeps `useGet('/api/v1/admin/actors')` and what follows from it true while the console is open. */
export function TreeFeed() {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => void (timer.current && clearTimeout(timer.current)), []);
  usePlatformFrame((frame) => {
    if (frame.type === 'actor-tree') {
      client.setQueryData(keyOf('/api/v1/admin/actors'), frame.data);
      return;
    }
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/admin/actors') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/admin/sessions') });
    }, CALM_MS);
  });
  return null;
}
