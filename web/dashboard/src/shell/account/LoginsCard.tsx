import { useQueryClient } from '@tanstack/react-query';
import { LogOut, MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf, useGet } from '../../api/query';
import { account } from '../../i18n/account';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmDialog } from '../../ui/Dialog';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { toast } from '../../ui/toasts';

type Login = Schemas['Login'];

/** Where one is logged in, and ending what one does not know. */
export function LoginsCard() {
  const t = useWords(account).logins;
  const client = useQueryClient();
  const logins = useGet('/api/v1/auth/logins');
  const [asked, setAsked] = useState<Login | 'others' | null>(null);
  const end = useSubmit(
    () =>
      asked === 'others' || asked === null
        ? api.delete('/api/v1/auth/logins')
        : api.delete('/api/v1/auth/logins/{id}', { path: { id: asked.id } }),
    () => {
      setAsked(null);
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/auth/logins') });
      toast('good', t.ended);
    },
  );
  const others = logins.data?.filter((login) => !login.current).length ?? 0;
  return (
    <Card
      title={t.title}
      flush
      actions={
        others > 1 && (
          <Button size="sm" look="secondary" onClick={() => setAsked('others')}>
            {t.endOthers}
          </Button>
        )
      }
    >
      <p className="px-5 pb-4 text-sm text-soft">{t.lead}</p>
      <ProblemNotice problem={logins.data ? null : logins.error} className="m-5" />
      {!logins.data && !logins.error && <Skeleton className="m-5 h-24" />}
      {logins.data && (
        <ul className="divide-y divide-line border-t border-line">
          {logins.data.map((login) => (
            <Row key={login.id} login={login} onEnd={() => setAsked(login)} />
          ))}
        </ul>
      )}
      {asked && (
        <ConfirmDialog
          open
          onClose={() => setAsked(null)}
          onConfirm={() => void end.submit()}
          busy={end.busy}
          title={asked === 'others' ? t.endOthersTitle : t.endTitle}
          description={asked === 'others' ? t.endOthersText(others) : t.endText}
          confirm={asked === 'others' ? t.endOthers : t.end}
        >
          <ProblemNotice problem={end.problem} />
        </ConfirmDialog>
      )}
    </Card>
  );
}

function Row({ login, onEnd }: { login: Login; onEnd: () => void }) {
  const t = useWords(account).logins;
  const format = useFormat();
  const program = login.program ?? t.unknown;
  return (
    <li className="flex items-center gap-3 px-5 py-3">
      <MonitorSmartphone className="size-5 shrink-0 text-soft" aria-hidden />
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2">
          <span className="max-w-full truncate font-medium" title={login.user_agent ?? undefined}>
            {program}
          </span>
          {login.current && <Badge tone="good">{t.current}</Badge>}
        </p>
        <p className="text-sm text-soft">
          {t.since(format.dateTime(login.created_at))}
          {login.ip && <span className="nums"> · {login.ip}</span>}
        </p>
        {!login.current && <p className="text-sm text-soft">{t.used(format.relative(login.last_used_at))}</p>}
      </div>
      {!login.current && (
        <Button size="sm" look="quiet" icon={<LogOut aria-hidden />} onClick={onEnd} aria-label={`${t.end}: ${program}`}>
          {t.end}
        </Button>
      )}
    </li>
  );
}
