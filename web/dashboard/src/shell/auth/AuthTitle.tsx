import { PageHeader } from '../../ui/Page';

/** The heading of a page before the log-in. */
export function AuthTitle({ title, lead }: { title: string; lead: string }) {
  return <PageHeader title={title} lead={lead} />;
}

export const QUIET_LINK = 'font-semibold text-accent underline underline-offset-3 hover:text-accent-strong';
