import { useEffect, useRef, useState, type ReactNode } from 'react';

import { api, type Schemas } from '../../api/client';
import { useGet } from '../../api/query';
import { secondFactor } from '../../i18n/second_factor';
import { useWords } from '../../i18n/words';
import { buttonLook } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { QrCode } from '../../ui/QrCode';
import { typedCode } from '../auth/code';
import { PasswordInput } from '../auth/PasswordInput';

interface Steps {
  onClose: () => void;
  onEnabled: (recoveryCodes: string[]) => void;
  /** The server says that it is not as this page believes. */
  onConflict: (thrown: unknown) => never;
}

/** Password, then the app: scan, and prove it by a code. */
export function SecondFactorSetUp(steps: Steps) {
  const [secret, setSecret] = useState<Schemas['AppSecret'] | null>(null);
  return secret ? <ScanDialog secret={secret} {...steps} /> : <PasswordDialog onSecret={setSecret} {...steps} />;
}

function PasswordDialog({ onSecret, onClose, onConflict }: Steps & { onSecret: (secret: Schemas['AppSecret']) => void }) {
  const t = useWords(secondFactor);
  const email = useGet('/api/v1/auth/me').data?.email ?? '';
  const [password, setPassword] = useState('');
  const form = useSubmit(async () => (await api.post('/api/v1/auth/second-factor/set-up', { body: { password } }).catch(onConflict)).data, onSecret, ['password']);
  return (
    <Dialog open onClose={onClose} title={t.setUp.title} description={t.setUp.lead}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
        <ProblemNotice problem={form.problem} />
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <Field label={t.password} error={form.error('password')}>
          <PasswordInput name="password" autoComplete="current-password" required autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
        </Field>
        <FormActions onCancel={onClose} submit={t.setUp.next} busy={form.busy} />
      </form>
    </Dialog>
  );
}

/** Closed only by "Cancel": a stray click would void what was scanned. */
function ScanDialog({ secret, onClose, onEnabled, onConflict }: Steps & { secret: Schemas['AppSecret'] }) {
  const t = useWords(secondFactor);
  const top = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [code, setCode] = useState('');
  const form = useSubmit(
    async () => (await api.post('/api/v1/auth/second-factor/enable', { body: { code: typedCode(code) } }).catch(onConflict)).data.codes,
    onEnabled,
    ['code'],
  );
  useEffect(() => {
    // Where a keyboard would cover the picture, one looks first.
    const first = matchMedia('(pointer: coarse)').matches ? top : input;
    first.current?.focus({ preventScroll: true });
    top.current?.closest('dialog')?.scrollTo(0, 0);
  }, []);
  return (
    <Dialog open wide title={t.setUp.title}>
      <div ref={top} tabIndex={-1} className="flex flex-col gap-5 outline-none">
        <Step number={1} title={t.setUp.scan}>
          <div className="grid items-center gap-x-6 gap-y-3 sm:grid-cols-[13rem_minmax(0,1fr)]">
            <div className="mx-auto w-full max-w-52 rounded-3xl border border-line bg-white p-1">
              <QrCode text={secret.url} label={t.setUp.alt} />
            </div>
            <div className="flex flex-col items-start gap-3">
              <p className="text-soft">{t.setUp.scanText}</p>
              <a href={secret.url} className={`${buttonLook('secondary', 'sm')} not-pointer-coarse:hidden`}>
                {t.setUp.open}
              </a>
              <p className="text-soft">{t.setUp.type}</p>
              <code aria-label={t.setUp.secret} className="flex flex-wrap gap-x-3 rounded-xl bg-sunken px-3 py-2 font-mono text-[0.9375rem] font-semibold">
                {secret.secret.match(/.{1,4}/g)?.map((group, place) => <span key={place}>{group}</span>)}
              </code>
              <CopyButton size="sm" text={secret.secret} label={t.setUp.copySecret} copied={t.codes.copied} />
            </div>
          </div>
        </Step>
        <form ref={form.form} onSubmit={form.submit} noValidate>
          <Step number={2} title={t.setUp.enter}>
            <ProblemNotice problem={form.problem} />
            <Field label={t.code.label} hint={t.setUp.enterHint} error={form.error('code')}>
              <Input
                ref={input}
                name="code"
                inputMode="numeric"
                autoComplete="one-time-code"
                spellCheck={false}
                maxLength={10}
                required
                value={code}
                onChange={(event) => setCode(event.target.value)}
                className="nums scroll-mb-24 tracking-wider"
              />
            </Field>
          </Step>
          <FormActions onCancel={onClose} submit={t.setUp.submit} busy={form.busy} className="mt-5" />
        </form>
      </div>
    </Dialog>
  );
}

function Step({ number, title, children }: { number: number; title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h3 className="flex gap-3 font-semibold">
        <span className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm font-bold text-accent-ink" aria-hidden>
          {number}
        </span>
        {title}
      </h3>
      {children}
    </section>
  );
}
