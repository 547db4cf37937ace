// Numbers, dates and plurals as the language writes them.
import { useMemo } from 'react';

import { useLanguage, type Language } from './language';

export const TAGS: Record<Language, string> = { en: 'en-GB', id: 'id-ID' };
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
];

type Moment = string | number | Date;

export function formats(language: Language, timeZone?: string) {
  const tag = TAGS[language];
  const zone = timeZone ? { timeZone } : {};
  const number = new Intl.NumberFormat(tag);
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const date = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', ...zone });
  const time = new Intl.DateTimeFormat(tag, { timeStyle: 'short', ...zone });
  const clock = new Intl.DateTimeFormat(tag, { timeStyle: 'medium', ...zone });
  const dateTime = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', ...zone });
  const relative = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const units = new Map<string, Intl.NumberFormat>();
  // Made once: making one costs more than everything else that a live page does with an event.
  const unitOf = (unit: string) => {
    const made = units.get(unit) ?? new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: language === 'id' ? 'long' : 'short' });
    units.set(unit, made);
    return made;
  };
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const compact = new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 });
  return {
    number: (value: number) => number.format(value),
    compact: (value: number) => compact.format(value),
    /** `share`: 0 to 1. */
    percent: (share: number) => percent.format(share),
    date: (at: Moment) => date.format(new Date(at)),
    time: (at: Moment) => time.format(new Date(at)),
    /** With seconds. */
    clock: (at: Moment) => clock.format(new Date(at)),
    dateTime: (at: Moment) => dateTime.format(new Date(at)),
    list: (items: string[]) => list.format(items),
    money: (amount: number | string, currency: string) =>
      new Intl.NumberFormat(tag, { style: 'currency', currency, maximumFractionDigits: Number(amount) % 1 === 0 ? 0 : 2 }).format(Number(amount)),
    bytes: (bytes: number) => {
      const [unit, size] = bytes >= 1e9 ? ['gigabyte', 1e9] : bytes >= 1e6 ? ['megabyte', 1e6] : bytes >= 1e3 ? ['kilobyte', 1e3] : ['byte', 1];
      return new Intl.NumberFormat(tag, { style: 'unit', unit: unit as string, maximumFractionDigits: 1 }).format(bytes / (size as number));
    },
    /** "3 minutes ago", "in 2 days". */
    relative: (at: Moment, now: number = Date.now()) => {
      const seconds = (new Date(at).getTime() - now) / 1000;
      const [unit, size] = UNITS.find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
      return relative.format(Math.trunc(seconds / size), unit);
    },
    /** "2 h 5 min", "24 min": the one or two largest units of a length in seconds. */
    duration: (seconds: number) => {
      const parts: [string, number][] = [
        ['day', Math.floor(seconds / 86_400)],
        ['hour', Math.floor(seconds / 3600) % 24],
        ['minute', Math.floor(seconds / 60) % 60],
        ['second', Math.floor(seconds) % 60],
      ];
      const from = parts.findIndex(([, count]) => count > 0);
      // From ten of the largest on, the next smaller says nothing that is true for long.
      const pair = (parts[from]?.[1] ?? 0) >= 10 ? 1 : 2;
      const shown = from < 0 ? parts.slice(-1) : parts.slice(from, from + pair).filter(([, count]) => count > 0);
      return shown
        .map(([unit, count]) => unitOf(unit).format(count))
        .join(' ');
    },
  };
}

export type Formats = ReturnType<typeof formats>;

export function useFormat(timeZone?: string): Formats {
  const language = useLanguage();
  return useMemo(() => formats(language, timeZone), [language, timeZone]);
}

const RULES: Record<Language, Intl.PluralRules> = { en: new Intl.PluralRules('en'), id: new Intl.PluralRules('id') };

/** For dictionaries: `plural('en', n, { one: '# contact', other: '# contacts' })`; `#` becomes the number. */
export function plural(language: Language, count: number, forms: { one?: string; other: string }): string {
  const form = RULES[language].select(count) === 'one' ? (forms.one ?? forms.other) : forms.other;
  return form.replaceAll('#', new Intl.NumberFormat(TAGS[language]).format(count));
}
