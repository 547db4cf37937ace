import { useId } from 'react';

import { account } from '../../i18n/account';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import type { Role } from './team';

/** The roles, each with what it may do. */
export function RoleChoice<R extends Role>({ roles, does, value, onChange }: { roles: readonly R[]; does: Record<R, string>; value: R; onChange: (role: R) => void }) {
  const t = useWords(team);
  const names = useWords(account).roles;
  const id = useId();
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1.5 text-sm font-semibold">{t.role}</legend>
      {roles.map((role) => (
        <div key={role} className="relative flex items-start gap-3 rounded-xl border border-edge px-3.5 py-2.5 has-checked:border-accent has-checked:bg-accent-soft has-checked:text-accent-ink">
          <input
            id={`${id}-${role}`}
            type="radio"
            name={id}
            checked={role === value}
            onChange={() => onChange(role)}
            aria-describedby={`${id}-${role}-does`}
            className="relative z-10 mt-0.5 size-5 shrink-0 cursor-pointer accent-accent"
          />
          <div>
            <label htmlFor={`${id}-${role}`} className="cursor-pointer font-semibold before:absolute before:inset-0">
              {names[role]}
            </label>
            <p id={`${id}-${role}-does`} className={role === value ? 'text-sm' : 'text-sm text-soft'}>
              {does[role]}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  );
}
