import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { Problem, type FieldError } from '../../api/problem';
import { keyOf, useGet } from '../../api/query';
import { adminCustomers } from '../../i18n/admin_customers';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { ButtonLink } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Field, Input, Select } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

/** Gives the customer a package by hand. */
export function AssignDialog({ customer, onClose }: { customer: Schemas['CustomerDetail']; onClose: () => void }) {
  const t = useWords(adminCustomers);
  const format = useFormat();
  const client = useQueryClient();
  const packages = useGet('/api/v1/admin/packages');
  const sold = packages.data?.filter((one) => one.active) ?? [];
  const held = customer.quota.subscription;
  const [touched, setChosen] = useState(held?.package_id ?? '');
  // What it holds may not be sold any more.
  const chosen = sold.some((one) => one.id === touched) ? touched : '';
  const [months, setMonths] = useState('1');
  const form = useSubmit(
    async () => {
      const faults: FieldError[] = [];
      if (!chosen) faults.push({ field: 'package_id', code: 'choose_one', message: t.chooseOne });
      if (!/^\d+$/.test(months.trim())) faults.push({ field: 'months', code: 'not_a_number', message: t.wholeNumber });
      if (faults.length > 0) throw new Problem(422, 'invalid', '', { fields: faults });
      return api.put('/api/v1/admin/customers/{id}/subscription', { path: { id: customer.id }, body: { package_id: chosen, months: Number(months) } });
    },
    () => {
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/admin/customers/{id}', { path: { id: customer.id } }) });
      toast('good', t.assigned(customer.name));
      onClose();
    },
    ['package_id', 'months'],
  );
  return (
    <Dialog open onClose={onClose} title={t.assignTitle(customer.name)} description={t.assignText}>
      {packages.data && sold.length === 0 ? (
        <Notice tone="info" action={<ButtonLink to="/packages">{t.makeOne}</ButtonLink>}>
          {t.noneSold}
        </Notice>
      ) : (
        <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
          <ProblemNotice problem={form.problem ?? packages.error} />
          <Field
            label={t.which}
            hint={held && chosen ? (chosen === held.package_id ? t.extends : t.replaces(held.package)) : undefined}
            error={form.error('package_id')}
          >
            <Select name="package_id" value={chosen} onChange={(event) => setChosen(event.target.value)}>
              <option value="">{t.choose}</option>
              {sold.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name} · {format.money(one.price, one.currency)}
                </option>
              ))}
            </Select>
          </Field>
          <Field label={t.months} hint={t.monthsHint} error={form.error('months')}>
            <Input name="months" inputMode="numeric" className="max-w-32" value={months} onChange={(event) => setMonths(event.target.value)} />
          </Field>
          <FormActions onCancel={onClose} submit={t.assign} busy={form.busy} />
        </form>
      )}
    </Dialog>
  );
}
