import { useQueryClient } from '@tanstack/react-query';
import { useState, type ChangeEvent } from 'react';

import { api, type Schemas } from '../../api/client';
import { Problem, type FieldError } from '../../api/problem';
import { keyOf } from '../../api/query';
import { adminPackages } from '../../i18n/admin_packages';
import { shell } from '../../i18n/shell';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Checkbox, Field, Input, Select, Textarea } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

type PackageView = Schemas['PackageView'];

const FIELDS = ['name', 'description', 'price', 'currency', 'period_months', 'monthly_quota', 'messages_per_day', 'contact_limit', 'api_tier'] as const;
/** Those that are whole numbers; an empty one means unlimited where that is possible. */
const NUMBERS = ['period_months', 'monthly_quota', 'messages_per_day', 'contact_limit'] as const;

const startOf = (old: PackageView | null) => ({
  name: old?.name ?? '',
  description: old?.description ?? '',
  price: old?.price ?? '',
  currency: old?.currency ?? 'IDR',
  period_months: String(old?.period_months ?? 1),
  monthly_quota: String(old?.monthly_quota ?? ''),
  messages_per_day: String(old?.messages_per_day ?? ''),
  contact_limit: String(old?.contact_limit ?? ''),
  api_tier: old?.api_tier ?? 'basic',
  active: old?.active ?? true,
});

/** Makes a package, or changes all the terms of one. */
export function PackageDialog({ old, onClose }: { old: PackageView | null; onClose: () => void }) {
  const t = useWords(adminPackages);
  const common = useWords(shell);
  const client = useQueryClient();
  const [typed, setTyped] = useState(() => startOf(old));
  const form = useSubmit(
    async () => {
      const faults: FieldError[] = NUMBERS.filter((field) => !/^\d*$/.test(typed[field].trim())).map((field) => ({ field, code: 'not_a_number', message: t.wholeNumber }));
      if (faults.length > 0) throw new Problem(422, 'invalid', '', { fields: faults });
      const whole = (text: string) => (text.trim() === '' ? null : Number(text));
      const body = {
        ...typed,
        price: typed.price.trim(),
        currency: typed.currency.trim().toUpperCase(),
        period_months: whole(typed.period_months) ?? 0,
        monthly_quota: whole(typed.monthly_quota),
        messages_per_day: whole(typed.messages_per_day),
        contact_limit: whole(typed.contact_limit),
        features: old?.features ?? {},
      };
      return (old ? await api.put('/api/v1/admin/packages/{id}', { path: { id: old.id }, body }) : await api.post('/api/v1/admin/packages', { body })).data;
    },
    ({ name }) => {
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/admin/packages') });
      toast('good', old ? t.changed(name) : t.made(name));
      onClose();
    },
    FIELDS,
  );
  // The only thing of a package that must be its own is the name.
  const taken = form.failed?.code === 'already_exists' ? t.nameTaken : undefined;
  const bind = (field: (typeof FIELDS)[number]) => ({
    name: field,
    value: typed[field],
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => setTyped({ ...typed, [field]: event.target.value }),
  });
  return (
    <Dialog open wide onClose={onClose} title={old ? t.editTitle(old.name) : t.makeTitle}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="grid gap-4 sm:grid-cols-2">
        <ProblemNotice problem={taken ? null : form.problem} className="sm:col-span-2" />
        <Field label={t.name} error={form.error('name') ?? taken}>
          <Input required maxLength={100} autoFocus {...bind('name')} />
        </Field>
        <Field label={t.tier} error={form.error('api_tier')}>
          <Select {...bind('api_tier')}>
            {Object.entries(t.tiers).map(([key, word]) => (
              <option key={key} value={key}>
                {word}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.description} hint={t.descriptionHint} optional={common.optional} error={form.error('description')} className="sm:col-span-2">
          <Textarea rows={2} maxLength={500} {...bind('description')} />
        </Field>
        <Field label={t.price} hint={t.priceHint} error={form.error('price')}>
          <Input inputMode="decimal" required {...bind('price')} />
        </Field>
        <Field label={t.currency} hint={t.currencyHint} error={form.error('currency')}>
          <Input maxLength={3} required autoCapitalize="characters" {...bind('currency')} />
        </Field>
        <Field label={t.quota} hint={t.limitHint} error={form.error('monthly_quota')}>
          <Input inputMode="numeric" {...bind('monthly_quota')} />
        </Field>
        <Field label={t.perDay} hint={t.limitHint} error={form.error('messages_per_day')}>
          <Input inputMode="numeric" {...bind('messages_per_day')} />
        </Field>
        <Field label={t.contacts} hint={t.limitHint} error={form.error('contact_limit')}>
          <Input inputMode="numeric" {...bind('contact_limit')} />
        </Field>
        <Field label={t.months} hint={t.monthsHint} error={form.error('period_months')}>
          <Input inputMode="numeric" {...bind('period_months')} />
        </Field>
        <Checkbox label={t.active} hint={t.activeHint} checked={typed.active} onChange={(event) => setTyped({ ...typed, active: event.target.checked })} className="sm:self-center" />
        <FormActions onCancel={onClose} submit={common.save} busy={form.busy} className="sm:col-span-2" />
      </form>
    </Dialog>
  );
}
