import { useEffect, useState } from 'react';

import type { Question } from '../../api/question';

/** Whether the question is being asked now. */
export function useAsked(question: Question): boolean {
  const [asked, setAsked] = useState(false);
  useEffect(() => question.onAsked(setAsked), [question]);
  return asked;
}
