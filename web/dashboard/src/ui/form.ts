import { useCallback, useEffect, useRef, useState, type FormEvent } from 'react';

import { Problem } from '../api/problem';
import { useProblemText } from '../i18n/problems';

/** `numbers[3]` and `attributes.kota` are told beside `numbers` and `attributes`. */
const stem = (path: string) => path.replace(/[[.].*$/su, '');

/** Codes that belong to a field although the server names none. */
const AT_FIELD: Record<string, string> = { name_taken: 'name', email_taken: 'email', wrong_code: 'code' };

/**
 * Sends a form once at a time and keeps what was typed. After a refusal `error('email')` is what to say beside the field, the first field
 * at fault gets the focus, and `problem` is what belongs to no field.
 */
export function useSubmit<T>(work: () => Promise<T>, done?: (result: T) => void, known: readonly string[] = []) {
  const text = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<Problem | null>(null);
  const submit = useCallback(
    async (event?: FormEvent) => {
      event?.preventDefault();
      if (running.current) return;
      running.current = true;
      setBusy(true);
      setFailed(null);
      try {
        const result = await work();
        done?.(result);
      } catch (thrown) {
        setFailed(Problem.from(thrown));
      } finally {
        running.current = false;
        setBusy(false);
      }
    },
    [work, done],
  );
  // After the fields carry their marks: a frame's callback may come before React has written them.
  useEffect(() => {
    if (!failed) return;
    const fault = form.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    if (fault) {
      fault.focus();
      // Also where it has the focus already.
      fault.scrollIntoView({ block: 'nearest' });
      // A code is typed anew as a whole.
      if (fault instanceof HTMLInputElement && fault.autocomplete === 'one-time-code') fault.select();
    }
    // What belongs to no field stands above a form that may be longer than the screen.
    else form.current?.querySelector('[role=alert]')?.scrollIntoView({ block: 'center' });
  }, [failed]);
  const fields = failed?.fields ?? [];
  const at = failed ? AT_FIELD[failed.code] : undefined;
  const beside = fields.length > 0 && (known.length === 0 || fields.every((one) => known.includes(one.field) || known.includes(stem(one.field))));
  return {
    form,
    submit,
    busy,
    failed,
    /** What is wrong that no field shows. */
    problem: beside || (at && known.includes(at)) ? null : failed,
    error: (field: string): string | undefined => {
      if (failed && at === field) return text.of(failed);
      const fault = fields.find((one) => one.field === field) ?? fields.find((one) => stem(one.field) === field);
      return fault && text.field(fault);
    },
    clear: () => setFailed(null),
  };
}
