import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const packagesRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'packages', component: lazyRouteComponent(() => import('./PackagesPage'), 'PackagesPage') }),
] as const;
