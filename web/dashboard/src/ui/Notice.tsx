import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

import type { Problem } from '../api/problem';
import { useProblemText } from '../i18n/problems';
import { cx } from './cx';
import type { Tone } from './toasts';

const LOOKS: Record<Tone, string> = {
  good: 'bg-good-soft text-good-ink',
  info: 'bg-info-soft text-info-ink',
  warn: 'bg-warn-soft text-warn-ink',
  bad: 'bg-bad-soft text-bad-ink',
};
const ICONS = { good: CircleCheck, info: Info, warn: TriangleAlert, bad: CircleAlert };

/** Something to know, in the page. `alert`: screen readers say it at once. */
export function Notice({
  tone,
  title,
  children,
  action,
  alert = false,
  className,
}: {
  tone: Tone;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  alert?: boolean;
  className?: string;
}) {
  const Icon = ICONS[tone];
  return (
    <div role={alert ? 'alert' : undefined} className={cx('flex items-start gap-3 rounded-2xl p-4', LOOKS[tone], className)}>
      <Icon className="mt-0.5 size-5 shrink-0" aria-hidden />
      <div className="min-w-0 grow text-[0.9375rem]">
        {title && <p className="font-bold">{title}</p>}
        {children && <div className="break-words">{children}</div>}
        {action && <div className="mt-3">{action}</div>}
      </div>
    </div>
  );
}

/** What went wrong with a request, in the person's language. */
export function ProblemNotice({ problem, action, className }: { problem: Problem | null | undefined; action?: ReactNode; className?: string }) {
  const text = useProblemText();
  if (!problem) return null;
  return (
    <Notice tone="bad" alert action={action} {...(className ? { className } : {})}>
      {text.of(problem)}
    </Notice>
  );
}
