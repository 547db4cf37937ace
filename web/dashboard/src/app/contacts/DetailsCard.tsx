import { Plus, X } from 'lucide-react';
import { useState } from 'react';

import type { Schemas } from '../../api/client';
import { contacts } from '../../i18n/contacts';
import { useWords } from '../../i18n/words';
import { Button, IconButton } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Input, Textarea } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { useKept } from '../../ui/kept';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';
import { useMay, useMe } from '../me';
import { useChange } from './useChange';

type Contact = Schemas['Contact'];

const begun = (contact: Contact) => ({
  name: contact.name ?? '',
  email: contact.email ?? '',
  tags: contact.tags.join(', '),
  notes: contact.notes ?? '',
  fields: Object.entries(contact.attributes).map(([name, value]) => ({ name, value })),
});

/** Everything about a person that a message may use, to change. */
export function DetailsCard({ contact }: { contact: Contact }) {
  const t = useWords(contacts);
  const me = useMe();
  const may = useMay('contacts.write');
  const change = useChange(contact);
  // What was typed upon an older state is not put over a newer one.
  const [kept] = useState(contact.updated_at);
  const [typed, set, forget] = useKept(me.id, `contact.${contact.id}.${kept}`, () => begun(contact));
  const form = useSubmit(
    () =>
      change({
        // Empty is none.
        name: typed.name.trim() || null,
        email: typed.email.trim() || null,
        notes: typed.notes.trim() || null,
        tags: typed.tags.split(',').map((one) => one.trim()).filter(Boolean),
        attributes: Object.fromEntries(typed.fields.map(({ name, value }) => [name.trim(), value]).filter(([name]) => name)),
      }),
    (changed) => {
      set(begun(changed));
      forget();
      toast('good', t.changed);
    },
    ['name', 'email', 'notes', 'tags', 'attributes'],
  );
  const field = (place: number, part: Partial<{ name: string; value: string }>) =>
    set({ fields: typed.fields.map((one, at) => (at === place ? { ...one, ...part } : one)) });
  return (
    <Card title={t.details}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
        <ProblemNotice problem={form.problem} />
        <Field label={t.name} error={form.error('name')}>
          <Input readOnly={!may} value={typed.name} onChange={(event) => set({ name: event.target.value })} />
        </Field>
        <Field label={t.email} optional={t.optional} error={form.error('email')}>
          <Input readOnly={!may} type="email" value={typed.email} onChange={(event) => set({ email: event.target.value })} />
        </Field>
        <Field label={t.tags} optional={t.optional} hint={t.tagsHint} error={form.error('tags')}>
          <Input readOnly={!may} value={typed.tags} onChange={(event) => set({ tags: event.target.value })} />
        </Field>
        <Field label={t.notes} optional={t.optional} hint={t.notesHint} error={form.error('notes')}>
          <Textarea readOnly={!may} rows={3} value={typed.notes} onChange={(event) => set({ notes: event.target.value })} />
        </Field>
        <fieldset className="flex flex-col gap-3">
          <legend className="mb-1 text-sm font-semibold">{t.fields}</legend>
          <p className="text-sm text-soft">{t.fieldsHint}</p>
          {typed.fields.map(({ name, value }, place) => (
            <div key={place} className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.4fr)_auto] items-end gap-2">
              <Field label={t.fieldName}>
                <Input readOnly={!may} value={name} onChange={(event) => field(place, { name: event.target.value })} />
              </Field>
              <Field label={t.fieldValue}>
                <Input readOnly={!may} value={value} onChange={(event) => field(place, { value: event.target.value })} />
              </Field>
              {may && (
                <IconButton label={t.dropField(name)} onClick={() => set({ fields: typed.fields.filter((_, at) => at !== place) })}>
                  <X aria-hidden />
                </IconButton>
              )}
            </div>
          ))}
          {form.error('attributes') && (
            <p role="alert" className="text-sm font-medium text-bad-ink">
              {form.error('attributes')}
            </p>
          )}
          {may && (
            <Button size="sm" look="secondary" className="self-start" icon={<Plus aria-hidden />} onClick={() => set({ fields: [...typed.fields, { name: '', value: '' }] })}>
              {t.addField}
            </Button>
          )}
        </fieldset>
        {may && (
          <Button type="submit" busy={form.busy} className="self-start">
            {t.saveChanges}
          </Button>
        )}
      </form>
    </Card>
  );
}
