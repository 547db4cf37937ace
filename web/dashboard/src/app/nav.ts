import { BellOff, FileText, House, IdCard, ListTree, Megaphone, Smartphone, UserRound, UsersRound } from 'lucide-react';

import type { shell } from '../i18n/shell';
import type { NavGroup } from '../shell/Frame';
import type { Me } from './me';

type Words = (typeof shell)['en'];

/** The navigation: one line for each page that has a place in it. */
export function navigation(t: Words, me: Me): NavGroup[] {
  return [
    {
      items: [
        { to: '/', label: t.nav.overview, icon: House, exact: true, onPhone: true },
        { to: '/campaigns', label: t.nav.campaigns, icon: Megaphone, onPhone: true },
        { to: '/templates', label: t.nav.templates, icon: FileText },
        { to: '/contacts', label: t.nav.contacts, icon: UsersRound, onPhone: true },
        { to: '/lists', label: t.nav.lists, icon: ListTree },
        { to: '/suppressions', label: t.nav.suppressions, icon: BellOff },
        { to: '/connect', label: t.nav.connect, icon: Smartphone, onPhone: true },
      ],
    },
    {
      items: [
        ...(me.permissions.includes('team.read') ? [{ to: '/team', label: t.nav.team, icon: IdCard }] : []),
        { to: '/account', label: t.nav.account, icon: UserRound },
      ],
    },
  ].filter((group) => group.items.length > 0);
}
