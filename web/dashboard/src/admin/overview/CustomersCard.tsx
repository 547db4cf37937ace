
import { usePages } from '../../api/query';
import { admin } from '../../i18n/admin';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { Card } from '../../ui/Card';
import { ProblemNotice } from '../../ui/Notice';
import { Skeleton } from '../../ui/Progress';
import { RecordLink } from '../../ui/RecordLink';
import { ShowAll } from './ShowAll';

/** The newest customers and how many there are. */
export function CustomersCard() {
  const t = useWords(admin).customers;
  const { rows, problem, isPending, hasNextPage } = usePages('/api/v1/admin/customers', {}, 200);
  return (
    <Card title={t.title} actions={<ShowAll to="/customers" of={t.title} />}>
      <ProblemNotice problem={problem} />
      {isPending && <Skeleton className="h-24" />}
      {!isPending && !problem && (
        <>
          <p className="nums mb-4 text-3xl font-bold tracking-tight">{t.count(rows.length, hasNextPage)}</p>
          {rows.length === 0 && <p className="text-soft">{t.none}</p>}
          <ul className="flex flex-col gap-2">
            {rows.slice(0, 5).map((customer) => (
              <li key={customer.id} className="flex items-center justify-between gap-3">
                <RecordLink to="/customers/$id" id={customer.id} className="min-w-0 truncate font-medium">
                  {customer.name}
                </RecordLink>
                <Badge tone={customer.state === 'active' ? 'good' : 'warn'}>{customer.state === 'active' ? t.active : t.suspended}</Badge>
              </li>
            ))}
          </ul>
        </>
      )}
    </Card>
  );
}
