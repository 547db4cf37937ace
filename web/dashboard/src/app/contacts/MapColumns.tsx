import { useRef } from 'react';

import { contacts } from '../../i18n/contacts';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { Checkbox, Field, Select } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { ENCODINGS, look, rolesOf, withRole, type Encoding, type Preview, type Role, type Said } from './mapping';

const ROLES: Role[] = ['phone', 'name', 'first_name', 'last_name', 'email', 'attribute', 'ignored'];

/** What each column is: guessed, and changed by selects. Every change shows at once how the rows would be stored. */
export function MapColumns({
  file,
  preview,
  said,
  unsure,
  onSaid,
  onPreview,
}: {
  file: File;
  preview: Preview;
  said: Said;
  /** The server could not tell which column holds the numbers. */
  unsure: boolean;
  onSaid: (said: Said) => void;
  onPreview: (preview: Preview) => void;
}) {
  const t = useWords(contacts).import;
  const roles = said.roles ?? rolesOf(preview);
  const newest = useRef(said);
  const form = useSubmit(async () => {
    // Who changes several columns quickly sees the last: what was said meanwhile is asked again.
    for (let asked: Said | null = null; asked !== newest.current; ) {
      asked = newest.current;
      if (asked.roles && !asked.roles.includes('phone')) return;
      onPreview(await look(file, asked));
    }
  });
  const say = (next: Said) => {
    newest.current = next;
    onSaid(next);
    void form.submit();
  };
  const noPhone = !roles.includes('phone');
  return (
    <Card title={t.columns}>
      <div className="flex flex-col gap-5">
        <p className="-mt-2 text-sm text-soft">{t.columnsText}</p>
        {unsure && said.roles?.[0] === 'phone' && <Notice tone="warn">{t.noPhone}</Notice>}
        {noPhone && (
          <Notice tone="bad" alert>
            {t.needPhone}
          </Notice>
        )}
        <ProblemNotice problem={form.problem} />
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {preview.columns.map((column, place) => (
            <Field key={place} label={<span className="break-all">{column.heading}</span>}>
              <Select value={roles[place] ?? 'ignored'} onChange={(event) => say({ ...said, roles: withRole(roles, place, event.target.value as Role) })}>
                {ROLES.map((role) => (
                  <option key={role} value={role}>
                    {t.roles[role]}
                  </option>
                ))}
              </Select>
            </Field>
          ))}
        </div>
        <Checkbox
          label={t.heading}
          checked={said.hasHeader ?? preview.has_header}
          onChange={(event) => say({ ...said, hasHeader: event.target.checked })}
        />
        {preview.header_line !== null && preview.header_line !== undefined && preview.header_line > 1 && <p className="text-sm text-soft">{t.titles(preview.header_line)}</p>}
        {preview.looks_broken && (
          <Notice tone="warn" alert>
            {t.looksBroken}
          </Notice>
        )}
        <Field label={t.encoding} hint={t.encodingHint} className="max-w-xs">
          <Select value={said.encoding ?? (preview.encoding === 'ascii' ? 'utf-8' : preview.encoding)} onChange={(event) => say({ ...said, encoding: event.target.value as Encoding })}>
            {ENCODINGS.map((encoding) => (
              <option key={encoding} value={encoding}>
                {t.encodings[encoding]}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </Card>
  );
}
