import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const connectRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'connect', component: lazyRouteComponent(() => import('./ConnectPage'), 'ConnectPage') }),
] as const;
