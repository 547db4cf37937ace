import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const alertsRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'alerts', component: lazyRouteComponent(() => import('./AlertsPage'), 'AlertsPage') }),
] as const;
