import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type ReactNode } from 'react';

import { api, type Schemas } from '../../api/client';
import { Problem } from '../../api/problem';
import { keyOf, useGet } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { secondFactor } from '../../i18n/second_factor';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { toast } from '../../ui/toasts';
import { RecoveryCodesDialog } from './RecoveryCodesDialog';
import { SecondFactorConfirm } from './SecondFactorConfirm';
import { SecondFactorSetUp } from './SecondFactorSetUp';

type Asked = 'set-up' | 'renew' | 'off';

/** So many recovery codes are too few. */
const FEW = 2;

/** A code of an app besides the password. */
export function SecondFactorCard() {
  const t = useWords(secondFactor);
  const client = useQueryClient();
  const { data: own, error } = useGet('/api/v1/auth/second-factor');
  const [asked, setAsked] = useState<Asked | null>(null);
  // Not below what is shown while it is on: they must stay whatever is loaded anew meanwhile.
  const [codes, setCodes] = useState<{ codes: string[]; first: boolean } | null>(null);
  const content = useRef<HTMLDivElement>(null);
  const opened = useRef(false);
  const closed = asked === null && codes === null;
  useEffect(() => {
    // The button that opened the dialog may be gone.
    if (closed && own && document.activeElement === document.body && opened.current) content.current?.focus({ preventScroll: true });
    opened.current = !closed;
  }, [closed, own]);

  const changed = () => {
    for (const path of ['/api/v1/auth/second-factor', '/api/v1/auth/me', '/api/v1/team/members'] as const) void client.invalidateQueries({ queryKey: keyOf(path) });
  };
  const onConflict = (thrown: unknown): never => {
    if (Problem.from(thrown).status === 409) changed();
    throw thrown;
  };
  const show = (codes: string[], first: boolean) => {
    setAsked(null);
    setCodes({ codes, first });
    changed();
  };
  const close = () => setAsked(null);
  return (
    <Card title={t.card.title} actions={own && <Badge tone={own.enabled ? 'good' : 'idle'}>{own.enabled ? t.card.on : t.card.off}</Badge>}>
      <div ref={content} tabIndex={-1} className="flex flex-col gap-4 outline-none">
        <ProblemNotice problem={own ? null : error} />
        {!own && !error && <Skeleton className="h-24" />}
        {own && (own.enabled ? <On own={own} onAsk={setAsked} /> : <Off onAsk={setAsked} />)}
      </div>
      {asked === 'set-up' && <SecondFactorSetUp onClose={close} onConflict={onConflict} onEnabled={(codes) => show(codes, true)} />}
      {asked === 'renew' && (
        <SecondFactorConfirm
          words={t.renew}
          work={async (body) => (await api.post('/api/v1/auth/second-factor/recovery-codes', { body }).catch(onConflict)).data.codes}
          onDone={(codes) => show(codes, false)}
          onClose={close}
        />
      )}
      {asked === 'off' && (
        <SecondFactorConfirm
          words={t.turnOff}
          danger
          work={(body) => api.post('/api/v1/auth/second-factor/disable', { body }).catch(onConflict)}
          onDone={() => {
            close();
            changed();
            toast('good', t.card.turnedOff);
          }}
          onClose={close}
        />
      )}
      {codes && (
        <RecoveryCodesDialog
          codes={codes.codes}
          onKept={() => {
            if (codes.first) toast('good', t.card.turnedOn);
            setCodes(null);
          }}
        />
      )}
    </Card>
  );
}

function Off({ onAsk }: { onAsk: (asked: Asked) => void }) {
  const t = useWords(secondFactor).card;
  return (
    <>
      <p className="text-soft">{t.lead}</p>
      <Button look="secondary" className="self-start" onClick={() => onAsk('set-up')}>
        {t.turnOn}
      </Button>
    </>
  );
}

function On({ own, onAsk }: { own: Schemas['SecondFactor']; onAsk: (asked: Asked) => void }) {
  const t = useWords(secondFactor).card;
  const format = useFormat();
  const left = own.recovery_codes_left;
  return (
    <>
      <dl className="flex flex-col gap-3">
        {own.enabled_at && <Fact name={t.since}>{format.dateTime(own.enabled_at)}</Fact>}
        <Fact name={t.left}>{t.leftOf(format.number(left))}</Fact>
      </dl>
      {left <= FEW && <Notice tone="warn">{left > 0 ? t.few(left) : t.noneLeft}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button look="secondary" onClick={() => onAsk('renew')}>
          {t.renew}
        </Button>
        {!own.required && (
          <Button look="quiet" onClick={() => onAsk('off')}>
            {t.turnOff}
          </Button>
        )}
      </div>
      {own.required && <p className="text-sm text-soft">{t.required}</p>}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <dt className="text-soft">{name}</dt>
      <dd className="nums font-medium">{children}</dd>
    </div>
  );
}
