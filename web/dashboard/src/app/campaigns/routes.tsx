import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const campaignsRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'campaigns', component: lazyRouteComponent(() => import('./CampaignsPage'), 'CampaignsPage') }),
  createRoute({ getParentRoute: () => shell, path: 'campaigns/new', component: lazyRouteComponent(() => import('./DraftPage'), 'NewCampaignPage') }),
  createRoute({ getParentRoute: () => shell, path: 'campaigns/$id', component: lazyRouteComponent(() => import('./CampaignPage'), 'CampaignPage') }),
  createRoute({ getParentRoute: () => shell, path: 'campaigns/$id/edit', component: lazyRouteComponent(() => import('./DraftPage'), 'EditCampaignPage') }),
];
