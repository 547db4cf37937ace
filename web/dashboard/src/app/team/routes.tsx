import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const teamRoutes = [createRoute({ getParentRoute: () => shell, path: 'team', component: lazyRouteComponent(() => import('./TeamPage'), 'TeamPage') })];
