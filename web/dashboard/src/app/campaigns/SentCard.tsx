import { useMemo } from 'react';

import type { Schemas } from '../../api/client';
import { useGet } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { Chart } from '../../ui/Chart';

/** How many messages had gone by when: the steeper, the quicker. Nothing before the first has gone. */
export function SentCard({ campaign }: { campaign: Schemas['CampaignDetail'] }) {
  const t = useWords(campaigns).live;
  const format = useFormat();
  const { data: curve } = useGet('/api/v1/campaigns/{id}/rate', { path: { id: campaign.id } });
  const shown = useMemo(() => {
    if (!curve?.from || !curve.to) return null;
    const start = new Date(curve.from).getTime() / 1000;
    const end = new Date(curve.to).getTime() / 1000;
    let total = 0;
    const values = [0, ...curve.sent.map((count) => (total += count))];
    // What was sent in a point had gone by its end; the last point is short.
    const times = values.map((_, at) => Math.min(end, start + at * curve.point_seconds));
    return { times, series: [{ label: t.steps.sent, values, colour: '--color-accent' }], total, start, end };
  }, [curve, t.steps.sent]);
  if (!shown || shown.total === 0) return null;
  const summary = t.curve(format.number(shown.total), format.time(shown.start * 1000), format.time(shown.end * 1000));
  return (
    <Card title={t.sentOverTime}>
      <Chart times={shown.times} series={shown.series} summary={summary} height={180} />
    </Card>
  );
}
