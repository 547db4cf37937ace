import { useMemo } from 'react';

import type { Schemas } from '../../api/client';
import { useGet } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { Chart } from '../../ui/Chart';

/** How many messages a minute, over the campaign's life. Nothing before the first has gone. */
export function RateCard({ campaign }: { campaign: Schemas['CampaignDetail'] }) {
  const t = useWords(campaigns).live;
  const format = useFormat();
  const { data: curve } = useGet('/api/v1/campaigns/{id}/rate', { path: { id: campaign.id } });
  const shown = useMemo(() => {
    if (!curve?.from || !curve.to || curve.sent.length < 2) return null;
    const start = new Date(curve.from).getTime() / 1000;
    const end = new Date(curve.to).getTime() / 1000;
    const times = curve.sent.map((_, at) => start + at * curve.point_seconds);
    // The last point is short. One of less than a second says nothing about a minute.
    const values = curve.sent.map((count, at) => (count * 60) / Math.max(1, Math.min(curve.point_seconds, end - (times[at] ?? end))));
    return { times, series: [{ label: t.sentSeries, values, colour: '--color-accent' }], total: curve.sent.reduce((sum, count) => sum + count, 0), peak: Math.max(...values), start, end };
  }, [curve, t.sentSeries]);
  if (!shown || shown.total === 0) return null;
  const summary = t.curve(format.number(shown.total), format.time(shown.start * 1000), format.time(shown.end * 1000), format.number(Math.round(shown.peak)));
  return (
    <Card title={t.sentOverTime}>
      <Chart times={shown.times} series={shown.series} summary={summary} height={180} />
    </Card>
  );
}
