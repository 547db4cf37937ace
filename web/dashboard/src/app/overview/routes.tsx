import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const overviewRoutes = [
  createRoute({ getParentRoute: () => shell, path: '/', component: lazyRouteComponent(() => import('./OverviewPage'), 'OverviewPage') }),
] as const;
