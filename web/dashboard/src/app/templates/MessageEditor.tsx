import { Bold, Code, Italic, Strikethrough, type LucideIcon } from 'lucide-react';
import { useMemo, useRef } from 'react';

import { usePages } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { templates } from '../../i18n/templates';
import { useWords } from '../../i18n/words';
import { Button, IconButton } from '../../ui/Button';
import { Field, Textarea } from '../../ui/Field';
import { useMay } from '../me';

const MARKS: ['bold' | 'italic' | 'strike' | 'mono', string, LucideIcon][] = [
  ['bold', '*', Bold],
  ['italic', '_', Italic],
  ['strike', '~', Strikethrough],
  ['mono', '```', Code],
];
const OWN = ['name', 'phone', 'email'];
const MOST_SHOWN = 12;

/** A message to write: WhatsApp's marks and the contacts' fields at hand. */
export function MessageEditor({ value, onChange, error, rows = 8 }: { value: string; onChange: (text: string) => void; error: string | undefined; rows?: number }) {
  const t = useWords(templates);
  const format = useFormat();
  const area = useRef<HTMLTextAreaElement>(null);
  const variables = useVariables();
  /** Puts marks around what is selected, or a text in its place. */
  const put = (before: string, after: string) => {
    const box = area.current;
    if (!box) return;
    const [from, to] = [box.selectionStart, box.selectionEnd];
    const selected = after ? value.slice(from, to) : '';
    onChange(value.slice(0, from) + before + selected + after + value.slice(to));
    const caret = from + before.length + selected.length;
    requestAnimationFrame(() => {
      box.focus();
      box.setSelectionRange(after ? from + before.length : caret, caret);
    });
  };
  return (
    <div className="flex flex-col gap-3">
      <Field label={t.text} hint={t.count(format.number(value.length))} error={error}>
        <Textarea ref={area} name="text" rows={rows} value={value} onChange={(event) => onChange(event.target.value)} />
      </Field>
      <div role="group" aria-label={t.format} className="flex flex-wrap gap-1">
        {MARKS.map(([key, mark, Icon]) => (
          <IconButton key={key} label={t.formats[key]} onClick={() => put(mark, mark)}>
            <Icon aria-hidden />
          </IconButton>
        ))}
      </div>
      <div role="group" aria-label={t.put} className="flex flex-wrap items-center gap-2">
        <span className="text-sm font-semibold">{t.put}</span>
        {variables.map((name) => (
          <Button key={name} size="sm" look="secondary" onClick={() => put(name === 'name' ? '{{ name | default("Kak") }}' : `{${name}}`, '')}>
            {t.variables[name] ?? name}
          </Button>
        ))}
      </div>
      <p className="-mt-1 text-sm text-soft">{t.putHint}</p>
    </div>
  );
}

/** What can be put in: the fields every contact may have, and the further ones seen with the first contacts. */
function useVariables(): string[] {
  const mayRead = useMay('contacts.read');
  const people = usePages('/api/v1/contacts', { query: {} }, 20, { enabled: mayRead });
  return useMemo(() => {
    const seen = new Set(OWN);
    for (const one of people.data?.pages[0]?.data ?? []) {
      for (const key of Object.keys(one.attributes)) seen.add(key.trim().toLowerCase().replaceAll(' ', '_'));
    }
    return [...seen].filter((name) => OWN.includes(name) || /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)).slice(0, MOST_SHOWN);
  }, [people.data]);
}
