import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { cx } from './cx';

/** Pages of one record, by its id; each entry has some of them. */
type RecordPage = '/campaigns/$id' | '/contacts/$id' | '/customers/$id' | '/lists/$id' | '/templates/$id';

/** A record's name, which leads to its page. */
export function RecordLink({ to, id, className, children }: { to: RecordPage; id: string; className?: string; children: ReactNode }) {
  return (
    // The two entries' routers know different pages; that each link stands in the right entry is what the browser tests click through.
    <Link to={to} params={{ id } as never} className={cx('text-accent underline-offset-4 hover:underline', className)}>
      {children}
    </Link>
  );
}
