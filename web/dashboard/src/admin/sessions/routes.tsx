import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const sessionsRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'sessions', component: lazyRouteComponent(() => import('./SessionsPage'), 'SessionsPage') }),
] as const;
