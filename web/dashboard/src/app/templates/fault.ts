import { useMemo } from 'react';

import type { Problem } from '../../api/problem';
import { templates } from '../../i18n/templates';
import { useWords } from '../../i18n/words';

/** What is wrong with a template's text, with its place, in the person's language; undefined for any other problem. */
export function useFault(): (problem: Problem | null | undefined) => string | undefined {
  const t = useWords(templates);
  return useMemo(
    () => (problem) => {
      const fault = problem?.fields.find((one) => one.code in t.faults);
      const say = fault && t.faults[fault.code];
      if (!problem || !say) return undefined;
      const place = problem.details['place'] as { line: number; column: number } | null | undefined;
      const text = say(place ? t.place(place.line, place.column) : '');
      return text.charAt(0).toUpperCase() + text.slice(1);
    },
    [t],
  );
}
