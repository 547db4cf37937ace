import { Bell, Gauge, History, IdCard, Network, Package, ScrollText, Smartphone, Store, UserRound } from 'lucide-react';

import type { admin } from '../i18n/admin';
import type { NavGroup } from '../shell/Frame';
import { OpenCount } from './alerts/OpenCount';
import type { Me } from './me';

type Words = (typeof admin)['en'];

/** The navigation: one line for each page that has a place in it. */
export function navigation(t: Words, me: Me): NavGroup[] {
  return [
    {
      items: [
        { to: '/', label: t.nav.overview, icon: Gauge, exact: true, onPhone: true },
        { to: '/sessions', label: t.nav.sessions, icon: Smartphone },
        { to: '/actors', label: t.nav.actors, icon: Network, onPhone: true },
        { to: '/alerts', label: t.nav.alerts, icon: Bell, onPhone: true, mark: <OpenCount /> },
        { to: '/logs', label: t.nav.logs, icon: ScrollText },
        { to: '/audit', label: t.nav.audit, icon: History },
      ],
    },
    {
      items: [
        { to: '/customers', label: t.nav.customers, icon: Store, onPhone: true },
        { to: '/packages', label: t.nav.packages, icon: Package },
        ...(me.permissions.includes('platform.users') ? [{ to: '/users', label: t.nav.users, icon: IdCard }] : []),
      ],
    },
  ];
}

/** Where nothing else may be opened yet. */
export function accountOnly(account: string): NavGroup[] {
  return [{ items: [{ to: '/account', label: account, icon: UserRound, onPhone: true }] }];
}
