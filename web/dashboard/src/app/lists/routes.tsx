import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const listsRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'lists', component: lazyRouteComponent(() => import('./ListsPage'), 'ListsPage') }),
  createRoute({ getParentRoute: () => shell, path: 'lists/$id', component: lazyRouteComponent(() => import('./ListPage'), 'ListPage') }),
];
