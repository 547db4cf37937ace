import type { QueryClient } from '@tanstack/react-query';

import { askedAs } from '../../api/query';
import { hasLoggedIn } from '../../api/login_state';

/** Asks for what the overview shows while React still builds the page: otherwise each answer would wait for the one before it. */
export function askAhead(client: QueryClient): void {
  if (!hasLoggedIn() || !/^\/app\/?$/.test(location.pathname)) return;
  for (const query of [
    askedAs('/api/v1/auth/me'),
    askedAs('/api/v1/session'),
    askedAs('/api/v1/quota'),
    askedAs('/api/v1/contacts', { query: { limit: 1 } }),
    askedAs('/api/v1/campaigns', { query: { limit: 5 } }),
    askedAs('/api/v1/campaigns', { query: { state: 'running', limit: 5 } }),
  ]) {
    void client.prefetchQuery<unknown>({ ...query, retry: false });
  }
}
