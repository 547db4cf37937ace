import { createRouter } from '@tanstack/react-router';

import { Broken } from '../shell/Broken';
import { accountRoutes } from './account/routes';
import { authRoutes } from './auth/routes';
import { campaignsRoutes } from './campaigns/routes';
import { connectRoutes } from './connect/routes';
import { contactsRoutes } from './contacts/routes';
import { listsRoutes } from './lists/routes';
import { overviewRoutes } from './overview/routes';
import { root, shell } from './roots';
import { suppressionsRoutes } from './suppressions/routes';
import { teamRoutes } from './team/routes';
import { templatesRoutes } from './templates/routes';

// An area is one line here and one in nav.ts.
export const router = createRouter({
  basepath: '/app',
  routeTree: root.addChildren([...authRoutes, shell.addChildren([...overviewRoutes, ...connectRoutes, ...contactsRoutes, ...listsRoutes, ...suppressionsRoutes, ...campaignsRoutes, ...templatesRoutes, ...teamRoutes, ...accountRoutes])]),
  defaultErrorComponent: Broken,
  defaultPreload: 'intent',
  scrollRestoration: true,
});
