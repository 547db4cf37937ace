import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const auditRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'audit', component: lazyRouteComponent(() => import('./AuditPage'), 'AuditPage') }),
] as const;
