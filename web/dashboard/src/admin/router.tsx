import { createRouter } from '@tanstack/react-router';

import { Broken } from '../shell/Broken';
import { accountRoutes } from './account/routes';
import { actorsRoutes } from './actors/routes';
import { alertsRoutes } from './alerts/routes';
import { auditRoutes } from './audit/routes';
import { authRoutes } from './auth/routes';
import { customersRoutes } from './customers/routes';
import { logsRoutes } from './logs/routes';
import { overviewRoutes } from './overview/routes';
import { packagesRoutes } from './packages/routes';
import { root, shell } from './roots';
import { sessionsRoutes } from './sessions/routes';
import { usersRoutes } from './users/routes';

// An area is one line here and one in nav.ts.
export const router = createRouter({
  basepath: '/admin',
  routeTree: root.addChildren([...authRoutes, shell.addChildren([...accountRoutes, ...overviewRoutes, ...actorsRoutes, ...alertsRoutes, ...sessionsRoutes, ...customersRoutes, ...packagesRoutes, ...usersRoutes, ...logsRoutes, ...auditRoutes])]),
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  scrollRestoration: true,
});
