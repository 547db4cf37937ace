// The two routes that all others hang from: `root` for pages before the log-in, `shell` for those behind it.
import { createRootRoute, createRoute } from '@tanstack/react-router';

import { Broken, NotFound } from '../shell/Broken';
import { AppShell } from './AppShell';

export const root = createRootRoute({ notFoundComponent: NotFound });

export const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: AppShell, errorComponent: Broken });
