import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const actorsRoutes = [
  createRoute({
    getParentRoute: () => shell,
    path: 'actors',
    // `at`: the actor that is shown beside the tree, by its path.
    validateSearch: (search): { at?: string } => (typeof search['at'] === 'string' ? { at: search['at'] } : {}),
    component: lazyRouteComponent(() => import('./ActorsPage'), 'ActorsPage'),
  }),
] as const;
