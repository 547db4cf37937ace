import { useMemo } from 'react';

import type { FieldError, Problem } from '../api/problem';
import type { components } from '../api/schema.gen';
import en from './en/problems';
import id from './id/problems';
import { useLanguage } from './language';
import { words } from './words';

type PhoneError = components['schemas']['PhoneError'];

const dictionary = words(en, id);

/** `#` is the number that the server's own sentence names; without one nothing is said of it. */
function counted(text: string, message: string): string {
  const number = /\d[\d.,]*/u.exec(message)?.[0]?.replace(/[.,]$/u, '');
  return number ? text.replace('#', number) : text.replace(/: [^:]*#[^.]*/u, '');
}

/** What a field's code means; where it depends on the field, the entry is called after both: `wrong_code`. */
function meaning(fields: Record<string, string>, fault: FieldError): string {
  return counted(fields[`${fault.code}_${fault.field}`] ?? fields[fault.code] ?? fault.message, fault.message);
}

/** What a problem means, in the person's language; English keeps the server's more exact sentence for fields. */
export function useProblemText() {
  const language = useLanguage();
  return useMemo(() => {
    const t = dictionary[language];
    return {
      of: (problem: Problem): string => {
        if (problem.fields.length > 0) return problem.fields.map((fault) => `${fault.field}: ${meaning(t.fields, fault)}`).join(' ');
        return t.codes[problem.code] ?? (problem.isPassing ? t.passing : problem.message);
      },
      /** What a code means, where this knows it. */
      code: (code: string | null | undefined): string | undefined => (code ? t.codes[code] : undefined),
      /** What a field's code means in short, where this knows it. */
      word: (code: string): string | undefined => t.fields[code] && counted(t.fields[code], ''),
      /** Why a text is no phone number. */
      phone: (error: PhoneError): string => t.fields[error === 'shortened' ? 'phone_shortened_by_spreadsheet' : `phone_${error}`] ?? error,
      field: (fault: FieldError): string => (language === 'en' && fault.message ? fault.message : meaning(t.fields, fault)),
    };
  }, [language]);
}
