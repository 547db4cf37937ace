import { useRef, useState } from 'react';

import { secondFactor } from '../../i18n/second_factor';
import { useWords } from '../../i18n/words';
import { Field, Input } from '../../ui/Field';
import { QUIET_LINK } from './AuthTitle';

/** A code of the app, or a recovery code: the server takes either, but phones show another keyboard for letters. */
export function CodeField({ value, onChange, error, autoFocus = false }: { value: string; onChange: (code: string) => void; error: string | undefined; autoFocus?: boolean }) {
  const t = useWords(secondFactor).code;
  const input = useRef<HTMLInputElement>(null);
  const [letters, setLetters] = useState(false);
  return (
    <div className="flex flex-col items-start gap-1">
      <Field label={letters ? t.recovery : t.label} hint={letters ? t.recoveryHint : t.hint} error={error} className="w-full">
        <Input
          ref={input}
          name="code"
          inputMode={letters ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          autoCapitalize={letters ? 'characters' : 'off'}
          spellCheck={false}
          maxLength={40}
          required
          autoFocus={autoFocus}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          className="nums scroll-mb-24 tracking-wider"
        />
      </Field>
      <button
        type="button"
        className={`${QUIET_LINK} min-h-8 text-sm`}
        onClick={() => {
          setLetters(!letters);
          input.current?.focus();
        }}
      >
        {letters ? t.useApp : t.useRecovery}
      </button>
    </div>
  );
}
