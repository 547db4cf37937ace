import '../styles.css';

import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { RouterProvider, type AnyRouter } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { newQueryClient } from '../api/query';
import '../i18n/language';
import '../theme/theme';

/** Shows an entry's router in the page. `ahead` asks for what the first page will need. */
export function start(router: AnyRouter, ahead?: (client: QueryClient) => void): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('no root');
  const client = newQueryClient();
  ahead?.(client);
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
  addEventListener('load', () => setTimeout(() => void loadTheRest(router), CALM_MS), { once: true });
}

/** After the first page has what it needs. */
const CALM_MS = 3000;

/** The other pages' code, one after the other: the next page opens at once, and also while the server is away. */
async function loadTheRest(router: AnyRouter): Promise<void> {
  for (const route of Object.values(router.routesById) as { options: { component?: { preload?: () => Promise<unknown> } } }[]) {
    await route.options.component?.preload?.();
  }
  // Where it fails, it is tried again when it is needed.
  await import('../ui/MenuDrawn').catch(() => undefined);
}
