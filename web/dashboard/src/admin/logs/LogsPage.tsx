import { Pause, Play, ScrollText } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';

import { adminLogs } from '../../i18n/admin_logs';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Input, Select } from '../../ui/Field';
import { ProblemNotice } from '../../ui/Notice';
import { EmptyState, PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { LineList } from './LineList';
import { useLines, type Line } from './useLines';

const LEVELS = ['error', 'warn', 'info', 'debug', 'trace'] as const;
type Level = (typeof LEVELS)[number];

function fits(line: Line, level: Level, asked: string): boolean {
  if (LEVELS.indexOf(line.level) > LEVELS.indexOf(level)) return false;
  if (asked === '') return true;
  const parts = [line.message, line.target, ...line.fields.flatMap((field) => [field.name, field.value])];
  return parts.some((part) => part.toLowerCase().includes(asked));
}

export function LogsPage() {
  const t = useWords(adminLogs);
  const format = useFormat();
  const { lines: live, problem } = useLines();
  /** The lines as they were when somebody stopped to read. */
  const [held, setHeld] = useState<Line[] | null>(null);
  const [level, setLevel] = useState<Level>('info');
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search.trim().toLowerCase());
  const lines = held ?? live;
  const shown = useMemo(() => lines?.filter((line) => fits(line, level, asked)).reverse() ?? [], [lines, level, asked]);
  const waiting = held && live ? (live.at(-1)?.sequence ?? 0) - (held.at(-1)?.sequence ?? 0) : 0;
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <Button look="secondary" icon={held ? <Play aria-hidden /> : <Pause aria-hidden />} disabled={!live} onClick={() => setHeld(held ? null : (live ?? null))}>
            {held ? t.follow : t.pause}
          </Button>
        }
      />
      <Card flush>
        <div className="flex flex-wrap gap-x-6 gap-y-4 border-b border-line p-5">
          <Field label={t.search} hint={t.searchHint} className="w-full sm:max-w-xs">
            <Input type="search" value={search} onChange={(event) => setSearch(event.target.value)} />
          </Field>
          <Field label={t.level} className="w-full sm:max-w-60">
            <Select value={level} onChange={(event) => setLevel(event.target.value as Level)}>
              {LEVELS.map((one) => (
                <option key={one} value={one}>
                  {t.levelsUp[one]}
                </option>
              ))}
            </Select>
          </Field>
          <p className="nums flex w-full flex-wrap justify-between gap-x-6 gap-y-1 text-sm text-soft">
            <span role="status">{held ? t.paused(waiting) : t.following}</span>
            {lines && <span>{t.shown(format.number(shown.length), format.number(lines.length))}</span>}
          </p>
        </div>
        <ProblemNotice problem={live ? null : problem} className="m-5" />
        {!live && !problem && <Skeleton className="m-5 h-64 w-auto" />}
        {lines && lines.length === 0 && <EmptyState icon={<ScrollText />} title={t.none} text={t.noneText} />}
        {lines && lines.length > 0 && shown.length === 0 && <p className="p-5 text-soft">{t.noneSuch}</p>}
        {shown.length > 0 && <LineList lines={shown} onAway={() => setHeld((old) => old ?? live ?? null)} />}
      </Card>
    </>
  );
}
