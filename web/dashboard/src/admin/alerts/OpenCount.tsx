import { usePages } from '../../api/query';
import { adminAlerts } from '../../i18n/admin_alerts';
import { useWords } from '../../i18n/words';

/** How many alerts are open, beside their place in the navigation. */
export function OpenCount() {
  const t = useWords(adminAlerts);
  const open = usePages('/api/v1/admin/alerts', { query: { state: 'open' } });
  if (open.rows.length === 0) return null;
  return (
    <span data-mark className="nums ml-auto inline-flex min-w-5 items-center justify-center rounded-full bg-spark px-1.5 text-xs leading-5 font-bold text-[#16211e]">
      <span aria-hidden>
        {open.rows.length}
        {open.hasNextPage && '+'}
      </span>
      <span className="sr-only">{t.openCount(open.rows.length, open.hasNextPage)}</span>
    </span>
  );
}
