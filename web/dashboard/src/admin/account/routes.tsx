import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const accountRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'account', component: lazyRouteComponent(() => import('./AccountPage'), 'AccountPage') }),
] as const;
