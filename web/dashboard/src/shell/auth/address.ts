/** A word of the page's address. */
export function parameter(name: string): string | null {
  return new URLSearchParams(location.search).get(name);
}

/** The secret of a one-time link. It stands in the fragment, which browsers send to no server. */
export function linkToken(): string | null {
  return new URLSearchParams(location.hash.slice(1)).get('token');
}

const ELSEWHERE = 'elsewhere';

/** The log-in page for somebody who logged out in another tab; from there back to the page that was open. */
export function afterLogOutElsewhere(base: string): string {
  return `${base}/login?${new URLSearchParams({ [ELSEWHERE]: '1', next: location.pathname + location.search })}`;
}

export function loggedOutElsewhere(): boolean {
  return parameter(ELSEWHERE) !== null;
}

/** Where to go after the log-in: only pages of ours below `base`. */
export function nextPage(base: string): string {
  const next = parameter('next');
  return next !== null && /^\/(?!\/)/.test(next) && new URL(next, location.origin).origin === location.origin && next.startsWith(base) ? next : `${base}/`;
}
