import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { shell } from '../roots';

export const templatesRoutes = [
  createRoute({ getParentRoute: () => shell, path: 'templates', component: lazyRouteComponent(() => import('./TemplatesPage'), 'TemplatesPage') }),
  createRoute({ getParentRoute: () => shell, path: 'templates/new', component: lazyRouteComponent(() => import('./EditPage'), 'NewTemplatePage') }),
  createRoute({ getParentRoute: () => shell, path: 'templates/$id', component: lazyRouteComponent(() => import('./EditPage'), 'EditTemplatePage') }),
];
