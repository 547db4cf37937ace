import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

import type { Schemas } from '../api/client';
import { keyOf } from '../api/query';
import { adminAlerts } from '../i18n/admin_alerts';
import { useWords } from '../i18n/words';
import { usePlatformFrame } from '../live/live';
import { toast } from '../ui/toasts';
import { applyChange, applyLoad } from './actors/patch';

type Tree = Schemas['Snapshot'];

/** Changes that come together are looked at together. */
const CALM_MS = 500;
const TREE = keyOf('/api/v1/admin/actors');
const TONES = { info: 'info', warning: 'warn', critical: 'bad' } as const;

/** Keeps what the console loaded true while it is open, and tells what happened beside the page. No page polls. */
export function PlatformFeed() {
  const t = useWords(adminAlerts);
  const client = useQueryClient();
  const later = useCalm(client);
  usePlatformFrame((frame) => {
    switch (frame.type) {
      case 'actor-tree':
        client.setQueryData<Tree>(TREE, frame.data);
        return;
      case 'actor-health':
        // The state at once; the counts that the event does not carry a moment later.
        client.setQueryData<Tree>(TREE, (old) => old && applyChange(old, frame.data));
        later('/api/v1/admin/actors');
        return;
      case 'actor-load':
        client.setQueryData<Tree>(TREE, (old) => old && applyLoad(old, frame.data.mailboxes));
        return;
      case 'alert': {
        const { state, severity, text, tenant_name } = frame.data;
        void client.invalidateQueries({ queryKey: keyOf('/api/v1/admin/alerts') });
        if (state === 'open') toast(TONES[severity as keyof typeof TONES] ?? 'warn', tenant_name ?? t.platform, { text, to: '/alerts' });
        return;
      }
      case 'session':
        later('/api/v1/admin/sessions');
        return;
      case 'missed':
        void client.invalidateQueries();
    }
  });
  return null;
}

/** Loads an address anew, once for all that happens within a moment. */
function useCalm(client: QueryClient): (path: Parameters<typeof keyOf>[0]) => void {
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const planned = timers.current;
    return () => planned.forEach(clearTimeout);
  }, []);
  return (path) => {
    if (timers.current.has(path)) return;
    timers.current.set(
      path,
      setTimeout(() => {
        timers.current.delete(path);
        void client.invalidateQueries({ queryKey: keyOf(path) });
      }, CALM_MS),
    );
  };
}
