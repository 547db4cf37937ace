import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { root } from '../roots';

export const authRoutes = [
  createRoute({ getParentRoute: () => root, path: 'login', component: lazyRouteComponent(() => import('./LogInPage'), 'LogInPage') }),
  createRoute({ getParentRoute: () => root, path: 'setup', component: lazyRouteComponent(() => import('./SetupPage'), 'SetupPage') }),
] as const;
