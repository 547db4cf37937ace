import { useEffect, type ReactNode } from 'react';

/** The page's title, also in the browser's tab. */
export function PageHeader({ title, lead, actions, plain }: { title: ReactNode; lead?: ReactNode; actions?: ReactNode; /** For the tab, where the title is no text. */ plain?: string }) {
  const tab = plain ?? (typeof title === 'string' ? title : '');
  useEffect(() => {
    document.title = tab ? `${tab} · Siar` : 'Siar';
  }, [tab]);
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        <h1 className="text-2xl font-bold sm:text-[1.75rem] sm:leading-tight">{title}</h1>
        {lead && <p className="mt-1 max-w-2xl text-soft">{lead}</p>}
      </div>
      {/* On phones what one does most comes first and what deletes last. */}
      {actions && <div className="flex flex-wrap gap-3 max-sm:w-full max-sm:flex-row-reverse max-sm:flex-wrap-reverse max-sm:justify-end">{actions}</div>}
    </header>
  );
}

/** Nothing here yet: what this is for and how to begin. */
export function EmptyState({ icon, title, text, action }: { icon: ReactNode; title: ReactNode; text: ReactNode; action?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-12 text-center">
      <div className="flex size-14 items-center justify-center rounded-2xl bg-accent-soft text-accent-ink [&_svg]:size-7" aria-hidden>
        {icon}
      </div>
      <h2 className="text-lg font-bold">{title}</h2>
      <p className="max-w-md text-soft">{text}</p>
      {action && <div className="mt-2 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
