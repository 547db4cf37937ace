import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Ellipsis, TriangleAlert, Wifi, WifiOff, type LucideIcon } from 'lucide-react';
import { Suspense, useEffect, useState, type ReactNode } from 'react';

import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { useLiveState } from '../live/live';
import { cx } from '../ui/cx';
import { Dialog } from '../ui/Dialog';
import { Skeleton } from '../ui/Progress';
import { Toasts } from '../ui/Toasts';
import { Brand } from './Brand';

/** One entry of the navigation. */
export interface NavItem {
  to: string;
  label: string;
  icon: LucideIcon;
  /** Only at this very address, not below it. */
  exact?: boolean;
  /** In the bar at a phone's bottom; the others are behind "More". */
  onPhone?: boolean;
  /** A small mark beside it. */
  mark?: ReactNode;
}
export interface NavGroup {
  title?: string;
  items: NavItem[];
}

/**
 * What is around every page behind the log-in: the rail on large screens, a bar at the bottom of phones, live state and notice.
 * `still`: there is no stream, so nothing is said about it. `instead` stands in the page's place.
 */
export function Frame({
  groups,
  menu,
  note,
  caution,
  banners,
  still = false,
  instead,
}: {
  groups: NavGroup[];
  menu: ReactNode;
  note?: string;
  caution?: boolean;
  banners?: ReactNode;
  still?: boolean;
  instead?: ReactNode;
}) {
  const t = useWords(shell);
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [more, setMore] = useState(false);
  useEffect(() => setMore(false), [path]);
  const items = groups.flatMap((group) => group.items);
  const bar = items.filter((item) => item.onPhone);
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
      <a href="#content" className="sr-only z-50 rounded-xl bg-accent px-4 py-3 font-semibold text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3">
        {t.skip}
      </a>
      <aside className="on-rail sticky top-0 hidden h-dvh flex-col gap-6 overflow-y-auto bg-rail p-4 text-rail-ink lg:flex">
        <div className="px-2 pt-2 text-white">
          <Brand {...(note ? { note } : {})} />
        </div>
        <nav aria-label={t.mainNav} className="flex grow flex-col gap-5">
          {groups.map((group, place) => (
            <div key={group.title ?? place}>
              {group.title && <p className="px-3 pb-1.5 text-xs font-semibold tracking-wide uppercase opacity-80">{group.title}</p>}
              <ul className="flex flex-col gap-0.5">
                {group.items.map((item) => (
                  <li key={item.to}>
                    <NavLink item={item} look="flex min-h-10 items-center gap-3 rounded-xl px-3 text-[0.9375rem] font-medium hover:bg-rail-active hover:text-white" active="bg-rail-active text-white font-semibold" />
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        {caution && <Caution className="border-t border-rail-active pt-4" />}
      </aside>
      <div className="flex min-h-dvh min-w-0 flex-col pb-[calc(4.25rem+env(safe-area-inset-bottom))] lg:pb-0">
        <header className="sticky top-0 z-30 flex min-h-15 items-center justify-between gap-3 border-b border-line bg-paper/95 px-4 backdrop-blur sm:px-6 lg:px-8">
          <div className="lg:invisible">
            <Brand {...(note ? { note } : {})} />
          </div>
          <div className="flex items-center gap-1 sm:gap-2">
            {!still && <LiveMark />}
            {menu}
          </div>
        </header>
        {!still && <LiveBanner />}
        {banners}
        <main id="content" tabIndex={-1} className="mx-auto w-full max-w-6xl grow px-4 py-6 outline-none sm:px-6 lg:px-8 lg:py-8">
          <Suspense fallback={<PageSkeleton />}>
            {instead ?? <Outlet />}
          </Suspense>
        </main>
        {caution && (
          <footer className="border-t border-line px-4 py-4 text-soft sm:px-6 lg:hidden">
            <Caution />
          </footer>
        )}
      </div>
      <nav
        aria-label={t.mainNav}
        className="on-rail fixed inset-x-0 bottom-0 z-30 flex bg-rail pb-[env(safe-area-inset-bottom)] text-rail-ink lg:hidden"
      >
        {bar.map((item) => (
          <NavLink key={item.to} item={item} look={TAB} active="text-white shadow-[inset_0_3px_0_var(--color-spark)]" />
        ))}
        <button type="button" className={TAB} aria-expanded={more} onClick={() => setMore(true)}>
          <Ellipsis className="size-5.5" aria-hidden />
          {t.more}
        </button>
      </nav>
      <Dialog open={more} onClose={() => setMore(false)} title={t.menu}>
        <nav aria-label={t.menu}>
          <ul className="flex flex-col gap-1">
            {items.map((item) => (
              <li key={item.to}>
                <NavLink item={item} look="flex min-h-12 items-center gap-3 rounded-xl px-3 font-medium hover:bg-sunken" active="bg-accent-soft text-accent-ink" />
              </li>
            ))}
          </ul>
        </nav>
      </Dialog>
      <Toasts />
    </div>
  );
}

const TAB = 'relative flex min-h-16 min-w-0 flex-1 flex-col items-center justify-center gap-1 text-xs font-medium hover:text-white focus-visible:-outline-offset-4 [&_svg]:size-5.5 [&_[data-mark]]:absolute [&_[data-mark]]:top-1.5 [&_[data-mark]]:left-1/2 [&_[data-mark]]:ml-1.5';

function NavLink({ item, look, active }: { item: NavItem; look: string; active: string }) {
  const Icon = item.icon;
  return (
    <Link to={item.to} activeOptions={{ exact: item.exact ?? false }} className={look} activeProps={{ className: active, 'aria-current': 'page' }}>
      <Icon className="size-5 shrink-0" aria-hidden />
      <span className="truncate">{item.label}</span>
      {item.mark}
    </Link>
  );
}

/** UI-4: always in sight. */
export function Caution({ className }: { className?: string }) {
  const t = useWords(shell);
  return (
    <p className={cx('flex gap-2.5 text-[0.8125rem] leading-snug', className)}>
      <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      <span>
        <strong className="font-semibold">{t.noticeTitle}.</strong> {t.notice}
      </span>
    </p>
  );
}

function LiveMark() {
  const t = useWords(shell);
  const state = useLiveState();
  return (
    <span role="status" className="flex items-center gap-2 px-1 text-sm text-soft" data-live={state}>
      {state === 'connected' ? <Wifi className="size-4.5 text-accent" aria-hidden /> : <WifiOff className="size-4.5 text-warn-ink" aria-hidden />}
      <span className={state === 'connected' ? 'max-sm:sr-only' : 'sr-only'}>{t.live[state]}</span>
    </span>
  );
}

/** A break of less than a moment is nobody's business. */
function LiveBanner() {
  const t = useWords(shell);
  const state = useLiveState();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (state === 'connected') return setLate(false);
    const timer = setTimeout(() => setLate(true), 1500);
    return () => clearTimeout(timer);
  }, [state]);
  if (!late || state === 'connected') return null;
  return (
    <div className="flex items-center justify-center gap-2 bg-warn-soft px-4 py-2 text-sm font-semibold text-warn-ink">
      <WifiOff className="size-4" aria-hidden />
      {t.live[state]}
    </div>
  );
}

export function PageSkeleton() {
  const t = useWords(shell);
  return (
    <div aria-busy="true">
      <span className="sr-only">{t.loading}</span>
      <Skeleton className="mb-3 h-8 w-56" />
      <Skeleton className="mb-8 h-4 w-80 max-w-full" />
      <div className="grid gap-5 sm:grid-cols-2">
        <Skeleton className="h-40 rounded-card" />
        <Skeleton className="h-40 rounded-card" />
      </div>
    </div>
  );
}
