import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import type { Problem } from '../../api/problem';
import { keyOf } from '../../api/query';
import { connect } from '../../i18n/connect';
import { useFormat } from '../../i18n/format';
import { session as sessionWords } from '../../i18n/session';
import { useWords } from '../../i18n/words';
import { SessionBadge, holdOf } from '../../shell/SessionBadge';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/Dialog';
import { Switch } from '../../ui/Field';
import { ProblemNotice } from '../../ui/Notice';
import { useWish } from './useWish';

/** How the session is, and what can be asked of it. */
export function StateCard({ session }: { session: Schemas['SessionView'] }) {
  const t = useWords(connect);
  const s = useWords(sessionWords);
  const format = useFormat();
  const client = useQueryClient();
  const [asked, setAsked] = useState<'stop' | 'restart' | 'logOut' | null>(null);
  const wish = useWish(() => setAsked(null));
  const support = useMutation<Schemas['SessionView'], Problem, boolean>({
    mutationFn: async (screenshots) => (await api.put('/api/v1/session/support', { body: { screenshots } })).data,
    onSuccess: (next) => client.setQueryData(keyOf('/api/v1/session'), next),
  });
  const held = holdOf(session);
  const free = session.hold?.kind !== 'quarantined';
  const runs = session.wanted && session.state !== 'stopped' && free;
  const rows: [string, string | null | undefined][] = [
    [t.account, session.phone],
    [t.since, format.dateTime(session.since)],
    [t.lastSeen, session.state === 'working' && session.verified_at ? format.time(session.verified_at) : null],
    [t.reason, held ? session.hold?.reason : session.reason && s.reason(session.reason)],
  ];
  return (
    <Card title={t.status} actions={<SessionBadge state={session.state} hold={session.hold ?? null} />}>
      <div className="flex flex-col gap-5">
        <p aria-live="polite">{session.unknown_since ? s.unknownSince(format.dateTime(session.unknown_since)) : held ? s.holdMeanings[held] : s.meanings[session.state]}</p>
        <dl className="flex flex-col gap-2 text-[0.9375rem]">
          {rows.map(
            ([name, value]) =>
              value && (
                <div key={name} className="flex justify-between gap-4">
                  <dt className="shrink-0 text-soft">{name}</dt>
                  <dd className="nums min-w-0 text-right font-medium break-words">{value}</dd>
                </div>
              ),
          )}
        </dl>
        <ProblemNotice problem={asked ? null : wish.error} />
        {(runs || (session.linked_at && free)) && (
          <div className="flex flex-wrap gap-2">
            {runs && (
              <>
                <Button look="secondary" size="sm" onClick={() => setAsked('restart')}>
                  {t.restart}
                </Button>
                <Button look="secondary" size="sm" onClick={() => setAsked('stop')}>
                  {t.stop}
                </Button>
              </>
            )}
            {session.linked_at && free && (
              <Button look="secondary" size="sm" onClick={() => setAsked('logOut')}>
                {t.logOut}
              </Button>
            )}
          </div>
        )}
        <div className="border-t border-line pt-4">
          <Switch
            label={t.support.label}
            hint={t.support.hint}
            checked={session.support_screenshots}
            disabled={support.isPending}
            onChange={(event) => support.mutate(event.target.checked)}
          />
          <ProblemNotice problem={support.error} className="mt-3" />
        </div>
      </div>
      {asked && (
        <ConfirmDialog
          open
          onClose={() => setAsked(null)}
          onConfirm={() => wish.mutate(asked === 'logOut' ? 'logout' : asked)}
          busy={wish.isPending}
          danger={asked !== 'restart'}
          title={t.confirm[asked].title}
          description={t.confirm[asked].text}
          confirm={t.confirm[asked].yes}
        >
          <ProblemNotice problem={wish.error} />
        </ConfirmDialog>
      )}
    </Card>
  );
}
