import { createRoute, lazyRouteComponent } from '@tanstack/react-router';

import { root } from '../roots';
// With the first files, like the overview.
import { LogInPage } from './LogInPage';

const pages = () => import('./pages');

export const authRoutes = [
  createRoute({ getParentRoute: () => root, path: 'login', component: LogInPage }),
  createRoute({ getParentRoute: () => root, path: 'signup', component: lazyRouteComponent(pages, 'SignUpPage') }),
  createRoute({ getParentRoute: () => root, path: 'forgot-password', component: lazyRouteComponent(pages, 'ForgotPage') }),
  createRoute({ getParentRoute: () => root, path: 'reset-password', component: lazyRouteComponent(pages, 'ResetPage') }),
  createRoute({ getParentRoute: () => root, path: 'verify-email', component: lazyRouteComponent(pages, 'VerifyPage') }),
  createRoute({ getParentRoute: () => root, path: 'confirm-address', component: lazyRouteComponent(pages, 'ConfirmAddressPage') }),
  createRoute({ getParentRoute: () => root, path: 'restore-address', component: lazyRouteComponent(pages, 'RestoreAddressPage') }),
  createRoute({ getParentRoute: () => root, path: 'accept-invitation', component: lazyRouteComponent(pages, 'AcceptInvitationPage') }),
] as const;
