import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const suppressionsRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'suppressions', component: lazyRouteComponent(() => import('./SuppressionsPage'), 'SuppressionsPage') }),
];
