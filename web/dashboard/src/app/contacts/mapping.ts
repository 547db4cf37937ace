// What the person says about a file's columns, as the server reads it.
import { raw } from '../../api/client';
import type { Schemas } from '../../api/client';

export type Role = Schemas['ColumnRole']['as'];
export type Preview = Schemas['Preview'];
export type Encoding = Schemas['Encoding'];

/** What a file can be said to be in, the commonest first. Plain ASCII is UTF-8. */
export const ENCODINGS: Encoding[] = [
  'utf-8',
  'windows-1252',
  'macintosh',
  'utf-16le',
  'utf-16be',
  'windows-1256',
  'gbk',
  'big5',
  'shift-jis',
  'euc-kr',
  'windows-874',
  'windows-1258',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1257',
];

/** The server looks at the first 64 KiB. */
const LOOKED_AT = 64 * 1024;
/** What one column at most can be. */
const ONCE: Role[] = ['phone', 'name', 'first_name', 'last_name', 'email'];

/** `roles` absent: the server guesses. */
export interface Said {
  roles?: Role[];
  hasHeader?: boolean;
  encoding?: Encoding;
}

/** Gives a column another role; what only one column can be is taken from the column that was it. */
export function withRole(roles: Role[], place: number, role: Role): Role[] {
  return roles.map((old, at) => (at === place ? role : ONCE.includes(role) && old === role ? 'attribute' : old));
}

/** `ImportSettings` of the API. */
export function settingsOf({ roles, hasHeader, encoding }: Said, consent = ''): string {
  const at = (role: Role) => {
    const place = roles?.indexOf(role) ?? -1;
    return place < 0 ? {} : { [role]: place };
  };
  const attributes = roles?.flatMap((role, place) => (role === 'attribute' ? [place] : []));
  return JSON.stringify({
    ...(roles ? { mapping: { ...Object.assign({}, ...ONCE.map(at)), attributes } } : {}),
    ...(hasHeader === undefined ? {} : { has_header: hasHeader }),
    ...(encoding ? { encoding } : {}),
    ...(consent ? { consent_source: consent } : {}),
  });
}

/** The file's beginning as it would be stored. */
export async function look(file: File, said: Said): Promise<Preview> {
  const query = new URLSearchParams({ settings: settingsOf(said), whole: String(file.size <= LOOKED_AT) });
  const answer = await raw(`/api/v1/imports/preview?${query}`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: file.slice(0, LOOKED_AT) });
  return ((await answer.json()) as { data: Preview }).data;
}

export function rolesOf(preview: Preview): Role[] {
  return preview.columns.map((column) => column.role.as);
}
