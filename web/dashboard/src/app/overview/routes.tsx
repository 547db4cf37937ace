import { createRoute } from '@tanstack/react-router';

import { shell } from '../roots';
// With the first files: nearly everybody begins here, and should not wait for one more answer.
import { OverviewPage } from './OverviewPage';

export const overviewRoutes = [
  createRoute({ getParentRoute: () => shell, path: '/', component: OverviewPage }),
] as const;
