import { Gauge } from 'lucide-react';
import { useState } from 'react';

import { useGet } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { pace } from '../../i18n/pace';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { useMay } from '../me';
import { PaceDialog } from './PaceDialog';

/** How fast the account sends, in a sentence, and the way to change it. */
export function PaceLine() {
  const t = useWords(pace);
  const format = useFormat();
  const may = useMay('session.manage');
  const [changing, setChanging] = useState(false);
  const { data, error } = useGet('/api/v1/session/pace');
  if (!data) return error ? <ProblemNotice problem={error} /> : <Skeleton className="h-16" />;
  const { min_delay_ms, max_delay_ms, hourly_cap, daily_cap } = data.pace;
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
      <div className="flex min-w-0 grow basis-72 gap-3">
        <Gauge className="mt-0.5 size-5 shrink-0 text-soft" aria-hidden />
        <div className="min-w-0">
          <p>{t.of(format.number((min_delay_ms ?? 0) / 1000), format.number((max_delay_ms ?? 0) / 1000), format.number(hourly_cap ?? 0), format.number(daily_cap ?? 0))}</p>
          <p className="text-sm text-soft">{t.why}</p>
        </div>
      </div>
      {may && (
        <Button look="secondary" size="sm" onClick={() => setChanging(true)}>
          {t.change}
        </Button>
      )}
      {changing && <PaceDialog now={data} onClose={() => setChanging(false)} />}
    </div>
  );
}
