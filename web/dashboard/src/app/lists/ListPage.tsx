import { useNavigate, useParams } from '@tanstack/react-router';
import { ClipboardPaste, Megaphone, Pencil, Trash2, Upload, UsersRound } from 'lucide-react';
import { useState } from 'react';

import { useGet } from '../../api/query';
import { lists } from '../../i18n/lists';
import { useWords } from '../../i18n/words';
import { Button, ButtonLink } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { EmptyState, PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { Gone } from '../Gone';
import { useMay } from '../me';
import { MembersCard } from './MembersCard';
import { NameDialog } from './NameDialog';
import { PasteDialog } from './PasteDialog';
import { RemoveDialog } from './RemoveDialog';

/** One list and who is in it. */
export function ListPage() {
  const t = useWords(lists);
  const { id } = useParams({ strict: false }) as { id: string };
  const navigate = useNavigate();
  const may = useMay('contacts.write');
  const maySend = useMay('campaigns.write');
  const [asked, setAsked] = useState<'name' | 'remove' | 'paste' | null>(null);
  const { data: list, error } = useGet('/api/v1/lists/{id}', { path: { id } });
  if (error && !list) return <Gone title={t.title} to="/lists" problem={error} />;
  if (!list) {
    return (
      <>
        <PageHeader title={t.title} />
        <Skeleton className="h-80 rounded-card" />
      </>
    );
  }
  const none = () => setAsked(null);
  const fill = may && (
    <Button look={list.members > 0 ? 'secondary' : 'primary'} icon={<ClipboardPaste aria-hidden />} onClick={() => setAsked('paste')}>
      {t.paste}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={list.name}
        lead={t.members(list.members)}
        actions={
          <>
            {may && (
              <>
                <Button look="secondary" icon={<Trash2 aria-hidden />} onClick={() => setAsked('remove')}>
                  {t.remove}
                </Button>
                <Button look="secondary" icon={<Pencil aria-hidden />} onClick={() => setAsked('name')}>
                  {t.rename}
                </Button>
              </>
            )}
            {list.members > 0 && fill}
            {maySend && list.members > 0 && (
              <ButtonLink to="/campaigns/new" search={{ list: list.id }} icon={<Megaphone aria-hidden />}>
                {t.use}
              </ButtonLink>
            )}
          </>
        }
      />
      {list.members > 0 ? (
        <MembersCard list={list} />
      ) : (
        <Card>
          <EmptyState
            icon={<UsersRound />}
            title={t.nobodyYet}
            text={t.nobodyYetText}
            action={
              may && (
                <>
                  {fill}
                  <ButtonLink to="/contacts/import" search={{ list: list.id }} look="secondary" icon={<Upload aria-hidden />}>
                    {t.import}
                  </ButtonLink>
                </>
              )
            }
          />
        </Card>
      )}
      <PasteDialog list={list} open={asked === 'paste'} onClose={none} />
      {asked === 'name' && <NameDialog of={list} onClose={none} />}
      {asked === 'remove' && <RemoveDialog list={list} onClose={none} onRemoved={() => void navigate({ to: '/lists' })} />}
    </>
  );
}
