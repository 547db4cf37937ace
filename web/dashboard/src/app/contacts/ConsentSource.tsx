import { contacts } from '../../i18n/contacts';
import { useWords } from '../../i18n/words';
import { Field, Input, Select } from '../../ui/Field';

const OFFERED = ['in_person', 'phone_call', 'chat', 'form'];
const OTHER = 'other';

/** How people agreed: a common way, or one in the person's own words. `value` is what is stored. */
export interface Source {
  way: string;
  words: string;
}
export const FIRST_SOURCE: Source = { way: 'in_person', words: '' };

export function sourceOf({ way, words }: Source): string {
  return way === OTHER ? words.trim() : way;
}

/** `none`: the word for noting nothing; then the way may be empty. */
export function ConsentSource({ value, onChange, error, label, hint, none }: { value: Source; onChange: (value: Source) => void; error?: string | undefined; label: string; hint?: string; none?: string }) {
  const t = useWords(contacts);
  return (
    <>
      <Field label={label} {...(hint ? { hint } : {})} error={value.way === OTHER ? undefined : error}>
        <Select value={value.way} onChange={(event) => onChange({ ...value, way: event.target.value })}>
          {none && <option value="">{none}</option>}
          {OFFERED.map((way) => (
            <option key={way} value={way}>
              {t.sources[way]}
            </option>
          ))}
          <option value={OTHER}>{t.otherSource}</option>
        </Select>
      </Field>
      {value.way === OTHER && (
        <Field label={t.otherSourceLabel} error={error}>
          <Input maxLength={200} value={value.words} onChange={(event) => onChange({ ...value, words: event.target.value })} />
        </Field>
      )}
    </>
  );
}
