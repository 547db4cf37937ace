// Numbers as a person types them into a box, and what is wrong with which.
import type { Problem } from '../../api/problem';
import { contacts } from '../../i18n/contacts';
import { useProblemText } from '../../i18n/problems';
import { useWords } from '../../i18n/words';

/** So many faults are told at once. */
const TOLD = 5;

/** One number on each line, or between commas. */
export function numbersOf(text: string): string[] {
  return text.split(/[\n,;]/).map((one) => one.trim()).filter(Boolean);
}

/** What is wrong with the numbers in the request's `field`, each said with what was typed. */
export function useNumberFaults(): (problem: Problem | null, field: string, numbers: string[]) => string | undefined {
  const t = useWords(contacts);
  const problems = useProblemText();
  return (problem, field, numbers) => {
    const faults = (problem?.fields ?? []).filter((fault) => fault.field === field || fault.field.startsWith(`${field}[`));
    const told = faults.slice(0, TOLD).map((fault) => {
      const typed = numbers[Number(/\[(\d+)\]$/.exec(fault.field)?.[1] ?? NaN)];
      return typed === undefined ? problems.field(fault) : t.faultOf(typed.length > 40 ? `${typed.slice(0, 40)}…` : typed, problems.word(fault.code) ?? fault.message);
    });
    if (faults.length > TOLD) told.push(t.moreFaults(faults.length - TOLD));
    return told.join(' ') || undefined;
  };
}
