import { Package } from 'lucide-react';
import { useState } from 'react';

import type { Schemas } from '../../api/client';
import { adminCustomers } from '../../i18n/admin_customers';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Notice } from '../../ui/Notice';
import { Progress } from '../../ui/Progress';
import { AssignDialog } from './AssignDialog';

/** What the customer holds and how much of it is used. */
export function PackageCard({ customer, may }: { customer: Schemas['CustomerDetail']; may: boolean }) {
  const t = useWords(adminCustomers);
  const format = useFormat();
  const [assigning, setAssigning] = useState(false);
  const { subscription, period } = customer.quota;
  return (
    <Card
      title={subscription ? `${t.package} · ${subscription.package}` : t.package}
      actions={
        may && (
          <Button look="secondary" size="sm" icon={<Package aria-hidden />} onClick={() => setAssigning(true)}>
            {t.assign}
          </Button>
        )
      }
    >
      {!subscription && (
        <Notice tone="warn" title={t.noPackage}>
          {t.noPackageText}
        </Notice>
      )}
      {subscription && (
        <div className="flex flex-col gap-3">
          {subscription.state === 'grace' && <Notice tone="warn">{t.grace}</Notice>}
          {!period && <Notice tone="warn">{t.noPeriod}</Notice>}
          {period && (
            <>
              {period.limit != null && period.limit > 0 && (
                <Progress label={t.package} share={(period.used + period.reserved) / period.limit} text={t.used(format.number(period.used), format.number(period.limit))} />
              )}
              <p className="nums">
                {period.limit == null ? t.usedUnlimited(format.number(period.used)) : t.used(format.number(period.used), format.number(period.limit))}
                {period.reserved > 0 && ` · ${t.reserved(format.number(period.reserved))}`}
                {period.per_day != null && ` · ${t.perDay(format.number(period.per_day))}`}
              </p>
              <p className="text-sm text-soft">{t.period(format.date(period.starts_at), format.date(period.ends_at))}</p>
            </>
          )}
          <p className="text-sm text-soft">{t.until(format.date(subscription.ends_at))}</p>
        </div>
      )}
      {assigning && <AssignDialog customer={customer} onClose={() => setAssigning(false)} />}
    </Card>
  );
}
