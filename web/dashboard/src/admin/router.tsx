import { createRouter } from '@tanstack/react-router';

import { Broken } from '../shell/Broken';
import { accountRoutes } from './account/routes';
import { actorsRoutes } from './actors/routes';
import { alertsRoutes } from './alerts/routes';
import { authRoutes } from './auth/routes';
import { overviewRoutes } from './overview/routes';
import { root, shell } from './roots';

// An area is one line here and one in nav.ts.
export const router = createRouter({
  basepath: '/admin',
  routeTree: root.addChildren([...authRoutes, shell.addChildren([...accountRoutes, ...overviewRoutes, ...actorsRoutes, ...alertsRoutes])]),
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  scrollRestoration: true,
});
