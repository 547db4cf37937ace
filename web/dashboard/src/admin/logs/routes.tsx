import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const logsRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'logs', component: lazyRouteComponent(() => import('./LogsPage'), 'LogsPage') }),
] as const;
