import { useEffect, useRef, useState } from 'react';

import type { Schemas } from '../../api/client';
import { campaigns } from '../../i18n/campaigns';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import { doneOf } from './StateBadge';

/** Screen readers hear how it stands at most this often. */
const SPOKEN_EVERY_MS = 10_000;

export function LiveCard({ campaign }: { campaign: Schemas['CampaignDetail'] }) {
  const t = useWords(campaigns);
  const format = useFormat();
  const { counts, funnel } = campaign;
  const done = doneOf(counts);
  const text = t.live.of(format.number(done), format.number(counts.total));
  const running = campaign.state === 'running';
  const facts = [
    text,
    running && campaign.per_minute ? t.live.rate(format.number(Math.round(campaign.per_minute * 10) / 10)) : '',
    running && campaign.eta_seconds ? t.live.eta(format.duration(campaign.eta_seconds)) : '',
  ].filter(Boolean);
  // Counts come with every event, the rest of the funnel with the page: a message that is read was delivered and sent.
  const sent = counts.sent + counts.delivered + counts.read;
  const steps = [
    ['sent', Math.max(sent, funnel.sent)],
    ['delivered', Math.max(counts.delivered + counts.read, funnel.delivered)],
    ['read', Math.max(counts.read, funnel.read)],
    ['replied', funnel.replied],
    ['opted_out', funnel.opted_out],
  ] as const;
  return (
    <Card title={t.progress}>
      <Progress label={t.progress} share={counts.total === 0 ? 0 : done / counts.total} text={text} />
      <p className="nums mt-2 text-soft">{facts.join(' · ')}</p>
      {campaign.waiting && (
        <Notice tone="info" className="mt-4">
          {t.live.waiting[campaign.waiting.reason](format.dateTime(campaign.waiting.until))}
        </Notice>
      )}
      {campaign.stuck_since && (
        <Notice tone="bad" alert className="mt-4">
          {t.live.stuck(format.dateTime(campaign.stuck_since))}
        </Notice>
      )}
      <Spoken text={t.live.stand(format.number(done), format.number(counts.total), t.states[campaign.state])} />
      <h3 className="mt-6 mb-3 font-semibold">{t.live.funnel}</h3>
      <ul className="flex flex-col gap-2.5">
        {steps.map(([step, count]) => (
          <li key={step} className="grid grid-cols-[7rem_1fr_4rem] items-center gap-3 text-[0.9375rem]">
            <span>{t.live.steps[step]}</span>
            <span className="h-3 overflow-hidden rounded-full bg-sunken" aria-hidden>
              <span
                className="block h-full rounded-full bg-accent transition-transform duration-500"
                style={{ transform: `translateX(${counts.total === 0 ? -100 : (100 * count) / counts.total - 100}%)` }}
              />
            </span>
            <span className="nums text-right font-semibold">{format.number(count)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Spoken({ text }: { text: string }) {
  const [spoken, setSpoken] = useState(text);
  const newest = useRef(text);
  newest.current = text;
  useEffect(() => {
    const timer = setInterval(() => setSpoken(newest.current), SPOKEN_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <p className="sr-only" role="status">
      {spoken}
    </p>
  );
}
