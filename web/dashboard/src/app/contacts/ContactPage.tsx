import { useNavigate, useParams } from '@tanstack/react-router';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';

import { useGet } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { Gone } from '../Gone';
import { useMay } from '../me';
import { AgreementCard } from './AgreementCard';
import { DetailsCard } from './DetailsCard';
import { LeaveDialog } from './LeaveDialog';
import { MayWriteCard } from './MayWriteCard';

/** One person: what is known, what was agreed, and whether one may write. */
export function ContactPage() {
  const t = useWords(contacts);
  const { id } = useParams({ strict: false }) as { id: string };
  const navigate = useNavigate();
  const may = useMay('contacts.write');
  const [leaving, setLeaving] = useState(false);
  const { data: contact, error } = useGet('/api/v1/contacts/{id}', { path: { id } });
  if (error && !contact) return <Gone title={t.title} to="/contacts" problem={error} />;
  if (!contact) {
    return (
      <>
        <PageHeader title={t.title} />
        <Skeleton className="h-80 rounded-card" />
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={contact.name ?? contact.phone}
        lead={contact.name ? <span className="nums">{contact.phone}</span> : t.noName}
        actions={
          may && (
            <Button look="secondary" icon={<Trash2 aria-hidden />} onClick={() => setLeaving(true)}>
              {t.remove}
            </Button>
          )
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_minmax(0,22rem)]">
        <DetailsCard key={contact.id} contact={contact} />
        <div className="flex min-w-0 flex-col gap-5 max-lg:order-first">
          <MayWriteCard contact={contact} />
          <AgreementCard contact={contact} />
        </div>
      </div>
      {leaving && <LeaveDialog contact={contact} onClose={() => setLeaving(false)} onRemoved={() => void navigate({ to: '/contacts' })} />}
    </>
  );
}
