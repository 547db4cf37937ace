/** A word of the page's address. */
export function parameter(name: string): string | null {
  return new URLSearchParams(location.search).get(name);
}

/** Where to go after the log-in: only pages of ours below `base`. */
export function nextPage(base: string): string {
  const next = parameter('next');
  return next !== null && /^\/(?!\/)/.test(next) && new URL(next, location.origin).origin === location.origin && next.startsWith(base) ? next : `${base}/`;
}
