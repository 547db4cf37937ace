import { ArrowRight, CircleParking, LoaderCircle, Plug, Smartphone } from 'lucide-react';
import { useState } from 'react';

import type { Schemas } from '../../api/client';
import { connect } from '../../i18n/connect';
import { session as sessionWords } from '../../i18n/session';
import { shell } from '../../i18n/shell';
import { useWords } from '../../i18n/words';
import { holdOf } from '../../shell/SessionBadge';
import { Button, ButtonLink } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { EmptyState } from '../../ui/Page';
import { ProblemNotice } from '../../ui/Notice';
import { Tabs } from '../../ui/Tabs';
import { PairPanel } from './PairPanel';
import { QrPanel } from './QrPanel';
import { useWish } from './useWish';

/** The one thing to do now: start, scan, wait or go on. */
export function LinkPanel({ session }: { session: Schemas['SessionView'] }) {
  const t = useWords(connect);
  const s = useWords(sessionWords);
  const common = useWords(shell);
  const wish = useWish();
  const { state } = session;
  // On a phone the account is most likely on this very phone, which cannot scan itself.
  const [way, setWay] = useState(() => (matchMedia('(width < 40rem)').matches ? 'pair' : 'qr'));
  const held = holdOf(session);
  const whyHeld = held && [s.holdMeanings[held], session.hold?.reason && s.holdReason(session.hold.reason)].filter(Boolean).join(' ');
  if (held === 'quarantined') {
    return (
      <Card>
        <EmptyState icon={<CircleParking />} title={s.holds.quarantined} text={whyHeld ?? ''} />
      </Card>
    );
  }
  if (state === 'scan_qr' || state === 'pairing') {
    return (
      <Card>
        <Tabs
          label={t.pair.ways}
          value={way}
          onChange={setWay}
          tabs={[
            { key: 'qr', label: t.pair.qrTab, content: <QrPanel waiting={state === 'scan_qr'} /> },
            { key: 'pair', label: t.pair.tab, content: <PairPanel /> },
          ]}
        />
      </Card>
    );
  }
  if (state === 'working') {
    return (
      <Card>
        <EmptyState
          icon={<Smartphone />}
          title={t.working.title}
          text={t.working.text}
          action={
            <ButtonLink to="/contacts" icon={<ArrowRight aria-hidden />}>
              {t.working.next}
            </ButtonLink>
          }
        />
      </Card>
    );
  }
  if (state === 'starting' || state === 'reconnecting') {
    return (
      <Card>
        <EmptyState icon={<LoaderCircle className="animate-spin" />} title={s.states[state]} text={s.meanings[state]} />
      </Card>
    );
  }
  const again = state === 'conflict' || state === 'failed' || state === 'restricted' || state === 'banned';
  return (
    <Card>
      <EmptyState
        icon={<Plug />}
        title={held ? s.holds[held] : state === 'stopped' ? t.idle.title : s.states[state]}
        text={whyHeld ? whyHeld : state === 'stopped' ? t.idle.text : s.meanings[state]}
        action={
          <Button busy={wish.isPending} onClick={() => wish.mutate('start')}>
            {again ? common.tryAgain : t.start}
          </Button>
        }
      />
      <ProblemNotice problem={wish.error} />
    </Card>
  );
}
