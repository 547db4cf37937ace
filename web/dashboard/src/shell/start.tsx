import '../styles.css';

import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider, type AnyRouter } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { newQueryClient } from '../api/query';
import '../i18n/language';
import '../theme/theme';

/** Shows an entry's router in the page. */
export function start(router: AnyRouter): void {
  const root = document.getElementById('root');
  if (!root) throw new Error('no root');
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={newQueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  );
}
