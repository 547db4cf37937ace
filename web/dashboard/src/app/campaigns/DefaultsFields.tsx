import { campaigns } from '../../i18n/campaigns';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { Field, Input } from '../../ui/Field';
import { useRested } from '../../ui/rested';
import { useTried } from '../templates/useTried';

const NONE = {};

/** What stands in the message for people who lack a value: one field for each variable that the text itself says nothing about. */
export function DefaultsFields({ body, values, onChange }: { body: string; values: Record<string, string>; onChange: (values: Record<string, string>) => void }) {
  const t = useWords(campaigns).form;
  const rested = useRested(body);
  const missing = useTried(rested, null, NONE).data?.missing ?? [];
  if (rested.trim() === '' || missing.length === 0) return null;
  return (
    <Card title={t.defaults}>
      <p className="-mt-2 mb-4 text-sm text-soft">{t.defaultsText}</p>
      <div className="grid gap-4 sm:grid-cols-2">
        {missing.map((name) => (
          <Field key={name} label={t.defaultFor(name)} optional={t.optional}>
            <Input maxLength={200} value={values[name] ?? ''} onChange={(event) => onChange({ ...values, [name]: event.target.value })} />
          </Field>
        ))}
      </div>
    </Card>
  );
}
