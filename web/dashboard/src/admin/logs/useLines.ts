import { useQueryClient } from '@tanstack/react-query';

import type { Schemas } from '../../api/client';
import type { Problem } from '../../api/problem';
import { keyOf, useGet } from '../../api/query';
import { useFollow, usePlatformFrame } from '../../live/live';

export type Line = Schemas['LogLine'];
type Log = Schemas['RecentLog'];

/** As many as the server keeps. */
const MOST = 2000;
const ASK = { query: { limit: MOST } };

/** Adds lines that came; null where some are missing in between, so that all have to be loaded anew. */
function added(log: Log, lines: Line[]): Log | null {
  const fresh = lines.filter((line) => line.sequence > log.newest);
  const first = fresh[0];
  if (!first) return log;
  if (first.sequence > log.newest + 1) return null;
  const all = [...log.lines, ...fresh].slice(-MOST);
  return { lines: all, oldest: all[0]?.sequence ?? log.oldest, newest: fresh.at(-1)?.sequence ?? log.newest };
}

/** The log's last lines, oldest first, kept true by the stream. */
export function useLines(): { lines: Line[] | undefined; problem: Problem | null } {
  const client = useQueryClient();
  const { data, error } = useGet('/api/v1/admin/logs', ASK);
  useFollow('logs');
  usePlatformFrame((frame) => {
    if (frame.type !== 'logs') return;
    const key = keyOf('/api/v1/admin/logs', ASK);
    const old = client.getQueryData<Log>(key);
    if (!old) return;
    const next = added(old, frame.data.lines);
    if (next) client.setQueryData(key, next);
    else void client.invalidateQueries({ queryKey: key });
  });
  return { lines: data?.lines, problem: error };
}
