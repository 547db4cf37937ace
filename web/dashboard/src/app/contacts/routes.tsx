import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const contactsRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'contacts', component: lazyRouteComponent(() => import('./ContactsPage'), 'ContactsPage') }),
  createRoute({ getParentRoute: () => shell, path: 'contacts/import', component: lazyRouteComponent(() => import('./ImportPage'), 'ImportPage') }),
  createRoute({ getParentRoute: () => shell, path: 'contacts/$id', component: lazyRouteComponent(() => import('./ContactPage'), 'ContactPage') }),
];
