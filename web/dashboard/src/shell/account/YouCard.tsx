import type { ReactNode } from 'react';

import type { Schemas } from '../../api/client';
import { account } from '../../i18n/account';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { Card } from '../../ui/Card';

/** Who is logged in. */
export function YouCard({ me }: { me: Schemas['Me'] }) {
  const t = useWords(account);
  return (
    <Card title={t.you}>
      <dl className="flex flex-col gap-3">
        <Fact name={t.name}>{me.name}</Fact>
        <Fact name={t.email}>
          <span className="break-all">{me.email}</span>
          <Badge tone={me.email_verified ? 'good' : 'warn'}>{me.email_verified ? t.verified : t.unverified}</Badge>
        </Fact>
        <Fact name={t.role}>{t.roles[me.role]}</Fact>
      </dl>
    </Card>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <dt className="text-soft">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-2 font-medium">{children}</dd>
    </div>
  );
}
