/** What was typed into a search for people: what looks like a number is one. */
export function filterOf(asked: string): { phone?: string; name?: string } {
  if (asked === '') return {};
  const digits = asked.replace(/[\s().-]/g, '');
  if (!/^\+?\d+$/.test(digits)) return { name: asked };
  return { phone: digits.startsWith('+') ? digits : `+${digits.replace(/^0/, '62')}` };
}
