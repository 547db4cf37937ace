import { useParams } from '@tanstack/react-router';
import { Ban, CirclePlay } from 'lucide-react';
import { useState, type ReactNode } from 'react';

import { useGet } from '../../api/query';
import { adminCustomers } from '../../i18n/admin_customers';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { useMay } from '../me';
import { CustomerBadge } from './CustomerBadge';
import { CustomerSession } from './CustomerSession';
import { PackageCard } from './PackageCard';
import { ActivateDialog, SuspendDialog } from './SuspendDialog';

/** One customer: who it is, what it holds, and whether it may work. */
export function CustomerPage() {
  const t = useWords(adminCustomers);
  const format = useFormat();
  const { id } = useParams({ strict: false }) as { id: string };
  const may = useMay('platform.write');
  const [asked, setAsked] = useState<'suspend' | 'activate' | null>(null);
  const { data: customer, error } = useGet('/api/v1/admin/customers/{id}', { path: { id } });
  if (!customer) {
    return (
      <>
        <PageHeader title={t.title} />
        {error ? <ProblemNotice problem={error} /> : <Skeleton className="h-80" />}
      </>
    );
  }
  const active = customer.state === 'active';
  return (
    <>
      <PageHeader
        title={customer.name}
        actions={
          may &&
          (active ? (
            <Button look="secondary" icon={<Ban aria-hidden />} onClick={() => setAsked('suspend')}>
              {t.suspend}
            </Button>
          ) : (
            <Button icon={<CirclePlay aria-hidden />} onClick={() => setAsked('activate')}>
              {t.activate}
            </Button>
          ))
        }
      />
      {customer.suspension && (
        <Notice tone="warn" title={t.suspended} className="mb-5">
          {customer.suspension.reason && <p>{customer.suspension.reason}</p>}
          <p>{t.suspendedSince(format.dateTime(customer.suspension.at))}</p>
        </Notice>
      )}
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <PackageCard customer={customer} may={may} />
        <Card title={t.about}>
          <dl className="grid gap-x-5 gap-y-2.5 sm:grid-cols-[auto_minmax(0,1fr)]">
            <Line name={t.state}>
              <CustomerBadge state={customer.state} />
            </Line>
            <Line name={t.registered}>{format.dateTime(customer.created_at)}</Line>
            <Line name={t.country}>{customer.country}</Line>
            <Line name={t.timeZone}>{customer.time_zone}</Line>
            <Line name={t.session}>
              <CustomerSession id={customer.id} name={customer.name} />
            </Line>
            <Line name={t.id}>
              <code className="font-mono text-sm break-all">{customer.id}</code>
            </Line>
          </dl>
        </Card>
      </div>
      {asked === 'suspend' && <SuspendDialog id={customer.id} name={customer.name} onClose={() => setAsked(null)} />}
      {asked === 'activate' && <ActivateDialog id={customer.id} name={customer.name} onClose={() => setAsked(null)} />}
    </>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-soft max-sm:-mb-2 max-sm:text-sm">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
