import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { connect } from '../../i18n/connect';
import { useWords } from '../../i18n/words';
import { useEvent } from '../../live/live';
import { Button } from '../../ui/Button';
import { Countdown, useSecondsLeft } from '../../ui/Countdown';
import { Field, Input } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';

/** Links without a camera: a code for the number, to be typed on the phone. */
export function PairPanel() {
  const t = useWords(connect).pair;
  const [phone, setPhone] = useState('');
  const [code, setCode] = useState<Schemas['CodeView'] | null>(null);
  useEvent('pairing-code', ({ data }) => setCode(data));
  const form = useSubmit(
    async () => (await api.post('/api/v1/session/pairing-code', { body: { phone } })).data,
    setCode,
    ['phone'],
  );
  return (
    <div className="flex flex-col gap-5">
      <p className="text-soft">{t.lead}</p>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex max-w-md flex-col gap-4">
        <ProblemNotice problem={form.problem} />
        <Field label={t.phone} hint={t.phoneHint} error={form.error('phone')}>
          <Input type="tel" name="phone" autoComplete="tel" inputMode="tel" required value={phone} onChange={(event) => setPhone(event.target.value)} />
        </Field>
        <Button type="submit" busy={form.busy} className="self-start" look={code ? 'secondary' : 'primary'}>
          {code ? t.again : t.submit}
        </Button>
      </form>
      {code && <Code code={code} />}
    </div>
  );
}

function Code({ code }: { code: Schemas['CodeView'] }) {
  const t = useWords(connect).pair;
  const left = useSecondsLeft(code.expires_at, 600);
  if (left === 0) return <Notice tone="warn">{t.over}</Notice>;
  const half = Math.ceil(code.code.length / 2);
  return (
    <div className="rounded-2xl bg-sunken p-5" role="status">
      <p className="font-semibold">{t.code}</p>
      <p className="my-2 font-mono text-3xl font-bold tracking-[0.18em]" data-pairing-code={code.code}>
        {code.code.slice(0, half)}-{code.code.slice(half)}
      </p>
      <p className="text-sm text-soft">{t.how}</p>
      <p className="mt-2 flex items-center gap-2 text-sm text-soft" aria-hidden>
        {t.valid} <Countdown at={code.expires_at} longest={180} />
      </p>
    </div>
  );
}
