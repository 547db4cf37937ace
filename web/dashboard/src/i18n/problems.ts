import { useMemo } from 'react';

import type { FieldError, Problem } from '../api/problem';
import en from './en/problems';
import id from './id/problems';
import { useLanguage } from './language';
import { words } from './words';

const dictionary = words(en, id);

/** What a problem means, in the person's language; English keeps the server's more exact sentence for fields. */
export function useProblemText() {
  const language = useLanguage();
  return useMemo(() => {
    const t = dictionary[language];
    return {
      of: (problem: Problem): string => {
        if (problem.fields.length > 0) return problem.fields.map((fault) => `${fault.field}: ${t.fields[fault.code] ?? fault.message}`).join(' ');
        return t.codes[problem.code] ?? (problem.isPassing ? t.passing : problem.message);
      },
      field: (fault: FieldError): string => (language === 'en' ? fault.message : (t.fields[fault.code] ?? fault.message)),
    };
  }, [language]);
}
