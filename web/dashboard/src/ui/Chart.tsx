import { Suspense, lazy, type ComponentProps } from 'react';

import { Skeleton } from './Progress';

const Drawn = lazy(() => import('./ChartDrawn'));

/** A line over time. The drawing library comes only where a chart is shown. */
export function Chart(props: ComponentProps<typeof Drawn>) {
  return (
    <Suspense fallback={<Skeleton className="h-56 rounded-2xl" />}>
      <Drawn {...props} />
    </Suspense>
  );
}
