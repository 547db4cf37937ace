import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const customersRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'customers', component: lazyRouteComponent(() => import('./CustomersPage'), 'CustomersPage') }),
  createRoute({ getParentRoute: () => shell, path: 'customers/$id', component: lazyRouteComponent(() => import('./CustomerPage'), 'CustomerPage') }),
] as const;
