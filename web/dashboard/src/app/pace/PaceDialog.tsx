import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { Problem } from '../../api/problem';
import { keyOf } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { pace } from '../../i18n/pace';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

/** What the API takes. */
const MOST = 2 ** 32 - 1;

type View = Schemas['PaceView'];

/** People think in seconds; the API in milliseconds. */
const seconds = (ms: number | undefined) => String((ms ?? 0) / 1000);
const ms = (seconds: string) => Math.round(Number(seconds.replace(',', '.')) * 1000);

export function PaceDialog({ now, onClose }: { now: View; onClose: () => void }) {
  const t = useWords(pace);
  const format = useFormat();
  const client = useQueryClient();
  const [typed, set] = useState({
    least: seconds(now.pace.min_delay_ms),
    most: seconds(now.pace.max_delay_ms),
    hour: String(now.pace.hourly_cap),
    day: String(now.pace.daily_cap),
  });
  const form = useSubmit(
    async () => {
      const body = { min_delay_ms: ms(typed.least), max_delay_ms: ms(typed.most), hourly_cap: Number(typed.hour), daily_cap: Number(typed.day) };
      const faults = Object.entries(body).filter(([, value]) => !Number.isInteger(value) || value < 0 || value > MOST);
      if (faults.length > 0) {
        throw new Problem(422, 'invalid', t.noNumber, { fields: faults.map(([field]) => ({ field, code: 'not_a_number', message: t.noNumber })) });
      }
      return (await api.put('/api/v1/session/pace', { body })).data;
    },
    (changed) => {
      client.setQueryData(keyOf('/api/v1/session/pace'), changed);
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns/{id}/preflight') });
      toast('good', t.saved);
      onClose();
    },
    ['min_delay_ms', 'max_delay_ms', 'hourly_cap', 'daily_cap'],
  );
  const bind = (key: keyof typeof typed) => ({
    inputMode: 'decimal' as const,
    required: true,
    value: typed[key],
    onChange: (event: { target: { value: string } }) => set({ ...typed, [key]: event.target.value }),
  });
  return (
    <Dialog open onClose={onClose} title={t.change} description={t.why}>
      <form
        ref={form.form}
        onSubmit={(event) => {
          // The dialog may stand in the middle of another form.
          event.stopPropagation();
          void form.submit(event);
        }}
        noValidate
        className="flex flex-col gap-4"
      >
        <ProblemNotice problem={form.problem} />
        <Field label={t.least} hint={t.leastHint(format.number((now.limits.least_delay_ms ?? 0) / 1000))} error={form.error('min_delay_ms')}>
          <Input {...bind('least')} />
        </Field>
        <Field label={t.most} hint={t.mostHint} error={form.error('max_delay_ms')}>
          <Input {...bind('most')} />
        </Field>
        <Field label={t.hour} hint={t.upTo(format.number(now.limits.hourly_cap ?? 0))} error={form.error('hourly_cap')}>
          <Input {...bind('hour')} />
        </Field>
        <Field label={t.day} hint={t.upTo(format.number(now.limits.daily_cap ?? 0))} error={form.error('daily_cap')}>
          <Input {...bind('day')} />
        </Field>
        <FormActions onCancel={onClose} submit={t.save} busy={form.busy} />
      </form>
    </Dialog>
  );
}
