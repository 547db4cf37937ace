import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const usersRoutes = [createRoute({ getParentRoute: () => shell, path: 'users', component: lazyRouteComponent(() => import('./UsersPage'), 'UsersPage') })];
