import { useEffect, useState } from 'react';

import { cx } from './cx';

/** Whole seconds until `at`, counted by the browser's clock; a clock that is off shows at most `longest`. */
export function useSecondsLeft(at: string, longest = 60): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [at]);
  return Math.min(longest, Math.max(0, Math.ceil((new Date(at).getTime() - now) / 1000)));
}

/** A ring that empties. Not announced: it is the text beside it that says what matters. */
export function Countdown({ at, longest = 20, className }: { at: string; longest?: number; className?: string }) {
  const left = useSecondsLeft(at, longest);
  const around = 2 * Math.PI * 9;
  return (
    <span className={cx('inline-flex items-center gap-2', className)} aria-hidden>
      <svg viewBox="0 0 24 24" className="size-6 -rotate-90">
        <circle cx="12" cy="12" r="9" fill="none" strokeWidth="3" className="stroke-line" />
        <circle
          cx="12"
          cy="12"
          r="9"
          fill="none"
          strokeWidth="3"
          strokeLinecap="round"
          strokeDasharray={around}
          strokeDashoffset={around * (1 - left / longest)}
          className="stroke-accent transition-[stroke-dashoffset] duration-300 ease-linear"
        />
      </svg>
      <span className="nums">{left}</span>
    </span>
  );
}
