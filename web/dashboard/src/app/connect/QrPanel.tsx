import { useEffect, useState } from 'react';

import { useGet } from '../../api/query';
import { connect } from '../../i18n/connect';
import { useWords } from '../../i18n/words';
import { Countdown } from '../../ui/Countdown';
import { Skeleton } from '../../ui/Progress';
import { QrCode } from '../../ui/QrCode';

/** The code that is valid now. Each new one comes by an event; an old one is not shown. */
export function QrPanel({ waiting }: { waiting: boolean }) {
  const t = useWords(connect).scan;
  const { data: qr } = useGet('/api/v1/session/qr', {}, { enabled: waiting });
  const [over, setOver] = useState(false);
  useEffect(() => {
    setOver(false);
    if (!qr) return;
    const timer = setTimeout(() => setOver(true), Math.max(0, new Date(qr.expires_at).getTime() - Date.now()) + 1500);
    return () => clearTimeout(timer);
  }, [qr]);
  const shown = qr && !over ? qr : null;
  return (
    <div className="grid items-center gap-6 sm:grid-cols-[minmax(0,17rem)_minmax(0,1fr)]">
      <div className="mx-auto w-full max-w-68 rounded-3xl border border-line bg-white p-1.5">
        {shown ? <QrCode text={shown.code} label={t.alt} /> : <Skeleton className="aspect-square w-full rounded-2xl" />}
      </div>
      <div className="flex flex-col gap-4">
        <h2 className="text-lg font-bold">{t.title}</h2>
        <ol className="flex flex-col gap-3">
          {t.steps.map((step, place) => (
            <li key={step} className="flex gap-3">
              <span className="flex size-6 shrink-0 items-center justify-center rounded-full bg-accent-soft text-sm font-bold text-accent-ink" aria-hidden>
                {place + 1}
              </span>
              {step}
            </li>
          ))}
        </ol>
        <div className="flex items-center gap-3 text-sm text-soft">
          {shown ? (
            <>
              <Countdown at={shown.expires_at} longest={20} /> {t.next}
            </>
          ) : (
            t.waiting
          )}
        </div>
        <p className="sr-only" role="status">
          {shown ? t.announce : t.waiting}
        </p>
      </div>
    </div>
  );
}
