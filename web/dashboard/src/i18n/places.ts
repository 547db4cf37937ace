// Countries and time zones by the names that people know them by. The browser has the names; the server says which countries there are.
import { useMemo } from 'react';

import type { Schemas } from '../api/client';
import { TAGS } from './format';
import { useLanguage } from './language';

const CODES = [
  'AC', 'AD', 'AE', 'AF', 'AG', 'AI', 'AL', 'AM', 'AO', 'AR', 'AS', 'AT', 'AU', 'AW', 'AX', 'AZ', 'BA', 'BB', 'BD', 'BE', 'BF', 'BG', 'BH', 'BI', 'BJ',
  'BL', 'BM', 'BN', 'BO', 'BQ', 'BR', 'BS', 'BT', 'BW', 'BY', 'BZ', 'CA', 'CC', 'CD', 'CF', 'CG', 'CH', 'CI', 'CK', 'CL', 'CM', 'CN', 'CO', 'CR', 'CU',
  'CV', 'CW', 'CX', 'CY', 'CZ', 'DE', 'DJ', 'DK', 'DM', 'DO', 'DZ', 'EC', 'EE', 'EG', 'EH', 'ER', 'ES', 'ET', 'FI', 'FJ', 'FK', 'FM', 'FO', 'FR', 'GA',
  'GB', 'GD', 'GE', 'GF', 'GG', 'GH', 'GI', 'GL', 'GM', 'GN', 'GP', 'GQ', 'GR', 'GT', 'GU', 'GW', 'GY', 'HK', 'HN', 'HR', 'HT', 'HU', 'ID', 'IE', 'IL',
  'IM', 'IN', 'IO', 'IQ', 'IR', 'IS', 'IT', 'JE', 'JM', 'JO', 'JP', 'KE', 'KG', 'KH', 'KI', 'KM', 'KN', 'KP', 'KR', 'KW', 'KY', 'KZ', 'LA', 'LB', 'LC',
  'LI', 'LK', 'LR', 'LS', 'LT', 'LU', 'LV', 'LY', 'MA', 'MC', 'MD', 'ME', 'MF', 'MG', 'MH', 'MK', 'ML', 'MM', 'MN', 'MO', 'MP', 'MQ', 'MR', 'MS', 'MT',
  'MU', 'MV', 'MW', 'MX', 'MY', 'MZ', 'NA', 'NC', 'NE', 'NF', 'NG', 'NI', 'NL', 'NO', 'NP', 'NR', 'NU', 'NZ', 'OM', 'PA', 'PE', 'PF', 'PG', 'PH', 'PK',
  'PL', 'PM', 'PR', 'PS', 'PT', 'PW', 'PY', 'QA', 'RE', 'RO', 'RS', 'RU', 'RW', 'SA', 'SB', 'SC', 'SD', 'SE', 'SG', 'SH', 'SI', 'SJ', 'SK', 'SL', 'SM',
  'SN', 'SO', 'SR', 'SS', 'ST', 'SV', 'SX', 'SY', 'SZ', 'TA', 'TC', 'TD', 'TG', 'TH', 'TJ', 'TK', 'TL', 'TM', 'TN', 'TO', 'TR', 'TT', 'TV', 'TW', 'TZ',
  'UA', 'UG', 'US', 'UY', 'UZ', 'VA', 'VC', 'VE', 'VG', 'VI', 'VN', 'VU', 'WF', 'WS', 'XK', 'YE', 'YT', 'ZA', 'ZM', 'ZW',
] as const satisfies readonly Schemas['Country'][];
/** The server knows a country that is not in the list above: `never` while it does not. */
type Unlisted = Exclude<Schemas['Country'], (typeof CODES)[number]>;
const COUNTRIES: readonly (Unlisted extends never ? string : never)[] = CODES;

const INDONESIA = ['Asia/Jakarta', 'Asia/Pontianak', 'Asia/Makassar', 'Asia/Jayapura'];
const ZONES = Intl.supportedValuesOf('timeZone');

export interface Place {
  value: string;
  name: string;
}

/** Countries with their names, sorted as the language sorts. */
export function useCountries(): Place[] {
  const tag = TAGS[useLanguage()];
  return useMemo(() => {
    const names = new Intl.DisplayNames([tag], { type: 'region' });
    const { compare } = new Intl.Collator(tag);
    return COUNTRIES.map((value) => ({ value, name: names.of(value) ?? value })).sort((a, b) => compare(a.name, b.name));
  }, [tag]);
}

/** Time zones by their cities, sorted; Indonesia's, by their own names, come apart because most people look for these. `chosen` is among them even if the browser does not know it. */
export function useZones(chosen: string): { home: Place[]; others: Place[] } {
  const tag = TAGS[useLanguage()];
  return useMemo(() => {
    const city = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
    const clock = (zone: string) =>
      new Intl.DateTimeFormat(tag, { timeZone: zone, timeZoneName: 'short' }).formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const all = INDONESIA.includes(chosen) || ZONES.includes(chosen) ? ZONES : [chosen, ...ZONES];
    const { compare } = new Intl.Collator(tag);
    return {
      home: INDONESIA.map((value) => ({ value, name: `${city(value)} · ${clock(value)}` })),
      others: all
        .filter((value) => !INDONESIA.includes(value))
        .map((value) => ({ value, name: value.includes('/') ? `${city(value)} · ${value.split('/').slice(0, -1).join(', ').replaceAll('_', ' ')}` : value }))
        .sort((a, b) => compare(a.name, b.name)),
    };
  }, [tag, chosen]);
}

/** Where this device seems to be: by its clock in Indonesia, else by the region of its language. */
export function likelyCountry(): string {
  if (INDONESIA.includes(Intl.DateTimeFormat().resolvedOptions().timeZone)) return 'ID';
  const region = navigator.languages.map((tag) => new Intl.Locale(tag).region).find(Boolean);
  return region && (COUNTRIES as readonly string[]).includes(region) ? region : 'ID';
}
