import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { Problem } from '../../api/problem';
import { keyOf } from '../../api/query';
import { suppressions } from '../../i18n/suppressions';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Field, Textarea } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';
import { numbersOf, useNumberFaults } from '../contacts/numbers';

/** Numbers to leave alone. What is none stays in the box with what is wrong with it; the others are put on. What was typed stays when the dialog is closed by mistake. */
export function AddDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useWords(suppressions);
  const faultsOf = useNumberFaults();
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [left, setLeft] = useState<Schemas['NoNumber'][]>([]);
  const numbers = numbersOf(text);
  const form = useSubmit(
    async () => {
      if (numbers.length === 0) throw new Problem(422, 'invalid', t.required, { fields: [{ field: 'phones', code: 'required', message: t.required }] });
      return (await api.post('/api/v1/suppressions', { body: { phones: numbers } })).data;
    },
    ({ added, rejected }) => {
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/suppressions') });
      toast('good', added.length > 0 ? t.added(added.length) : t.addedNone);
      // What could not be read stays to be mended; the others are safe.
      setLeft(rejected);
      setText(rejected.map(({ place }) => numbers[place] ?? '').join('\n'));
      if (rejected.length === 0) onClose();
    },
  );
  const leftOver = left.length > 0 ? new Problem(422, 'invalid', t.leftOver, { fields: left.map(({ code, message }, place) => ({ field: `phones[${place}]`, code, message })) }) : null;
  const error = faultsOf(form.failed ?? leftOver, 'phones', numbers);
  return (
    <Dialog open={open} onClose={onClose} title={t.add} description={t.addText}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
        {left.length > 0 && <Notice tone="warn">{t.leftOver}</Notice>}
        <ProblemNotice problem={error ? null : form.failed} />
        <Field label={t.numbers} hint={t.numbersHint} error={error}>
          <Textarea
            rows={4}
            inputMode="tel"
            autoFocus
            value={text}
            onChange={(event) => {
              form.clear();
              setLeft([]);
              setText(event.target.value);
            }}
          />
        </Field>
        <FormActions onCancel={onClose} submit={t.put} busy={form.busy} />
      </form>
    </Dialog>
  );
}
