import { Problem } from '../../api/problem';

/** The code that was typed. A blank one is not sent: it would count as a try. */
export function typedCode(code: string): string {
  const typed = code.trim();
  if (!typed) throw new Problem(422, 'invalid', '', { fields: [{ field: 'code', code: 'required', message: '' }] });
  return typed;
}
