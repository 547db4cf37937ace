// WhatsApp's own marks as React elements: *bold* _italic_ ~struck~ ```monospace``` and `code`. Text stays text: nothing is ever HTML.
import type { ReactNode } from 'react';

import { templates } from '../../i18n/templates';
import { useWords } from '../../i18n/words';

const BLOCK = /```([\s\S]+?)```/u;
/** A mark opens before a character and closes after one, on one line, and not inside a word. */
const MARKED = /(?<![\p{L}\p{N}*_~`])([*_~`])(?![\s*_~`])([^\n]*?[^\s\n])\1(?![\p{L}\p{N}])/u;
const LINK = /\bhttps?:\/\/[^\s<>]+/u;
/** Variables that have no value yet, as they were typed. */
const OPEN = /\{\{.*?\}\}|\{[^{}\n"']*\p{L}[^{}\n]*\}/u;

type Draw = (found: RegExpExecArray) => ReactNode;

/** Draws what the pattern finds, and gives the rest to `between`. */
function split(text: string, pattern: RegExp, draw: Draw, between: (rest: string) => ReactNode): ReactNode[] {
  const parts: ReactNode[] = [];
  let rest = text;
  for (let found = pattern.exec(rest); found; found = pattern.exec(rest)) {
    if (found.index > 0) parts.push(between(rest.slice(0, found.index)));
    parts.push(draw(found));
    rest = rest.slice(found.index + found[0].length);
  }
  if (rest) parts.push(between(rest));
  return parts.map((part, place) => <Part key={place}>{part}</Part>);
}

function Part({ children }: { children: ReactNode }) {
  return children;
}

function marked(text: string): ReactNode {
  return split(
    text,
    MARKED,
    ([, mark, inside = '']) => {
      if (mark === '*') return <strong className="font-bold">{marked(inside)}</strong>;
      if (mark === '_') return <em>{marked(inside)}</em>;
      if (mark === '~') return <s>{marked(inside)}</s>;
      return <code className="rounded bg-ink/10 px-1 font-mono text-[0.9em]">{inside}</code>;
    },
    plain,
  );
}

function plain(text: string): ReactNode {
  return split(
    text,
    OPEN,
    ([open]) => <Variable typed={open} />,
    (rest) => split(rest, LINK, ([link]) => <span className="wrap-anywhere text-info-ink underline">{link}</span>, (word) => word),
  );
}

/** A variable by its name, whatever is said about it inside the braces. */
function Variable({ typed }: { typed: string }) {
  const t = useWords(templates);
  const name = (/^\{\{\s*([\p{L}_][\p{L}\p{N}_ ]*)/u.exec(typed) ?? /^\{([^{}]*)\}$/u.exec(typed))?.[1]?.trim();
  return <mark className="rounded bg-warn-soft px-1 text-warn-ink">{name ? (t.variables[name.toLowerCase()] ?? name) : typed}</mark>;
}

export function WhatsAppText({ text }: { text: string }) {
  return split(text, BLOCK, ([, inside]) => <code className="font-mono text-[0.9em] whitespace-pre-wrap">{inside}</code>, marked);
}
