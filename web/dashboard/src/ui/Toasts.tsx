import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from 'lucide-react';
import { useEffect, useState } from 'react';

import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { IconButton } from './Button';
import { cx } from './cx';
import { dismiss, useToasts, type Toast, type Tone } from './toasts';

const SHOWN_MS: Record<Tone, number> = { good: 6000, info: 6000, warn: 12_000, bad: 20_000 };
const ICONS = { good: CircleCheck, info: Info, warn: TriangleAlert, bad: CircleAlert };
const LOOKS: Record<Tone, string> = { good: 'text-good-ink', info: 'text-info-ink', warn: 'text-warn-ink', bad: 'text-bad-ink' };

/** Where toasts appear. Screen readers hear them as they come. */
export function Toasts() {
  const t = useWords(shell);
  const toasts = useToasts();
  return (
    <section
      aria-label={t.notifications}
      aria-live="polite"
      className="pointer-events-none fixed inset-x-3 bottom-20 z-40 flex flex-col items-end gap-2 sm:inset-x-auto sm:right-5 sm:bottom-5 sm:w-96"
    >
      {toasts.map((one) => (
        <One key={one.id} toast={one} />
      ))}
    </section>
  );
}

function One({ toast }: { toast: Toast }) {
  const t = useWords(shell);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(toast.id), SHOWN_MS[toast.tone]);
    return () => clearTimeout(timer);
  }, [held, toast]);
  const Icon = ICONS[toast.tone];
  return (
    <div
      className="pointer-events-auto flex w-full animate-enter items-start gap-3 rounded-2xl border border-line bg-surface p-3 pl-4 shadow-float"
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Icon className={cx('mt-0.5 size-5 shrink-0', LOOKS[toast.tone])} aria-hidden />
      <div className="min-w-0 grow">
        <p className="font-semibold">{toast.title}</p>
        {toast.text && <p className="text-sm break-words text-soft">{toast.text}</p>}
        {toast.to && (
          <Link to={toast.to} {...(toast.search ? { search: toast.search as never } : {})} onClick={() => dismiss(toast.id)} className="text-sm font-semibold text-accent underline underline-offset-2">
            {t.look}
          </Link>
        )}
      </div>
      <IconButton label={t.close} onClick={() => dismiss(toast.id)} className="-m-1 size-9">
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
