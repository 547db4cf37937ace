// Who is logged in, as in /app: one context for both entries.
export { MeContext, useMay, useMe } from '../app/me';
export type { Me } from '../app/me';
