import { useParams } from '@tanstack/react-router';

import { useGet } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useProblemText } from '../../i18n/problems';
import { useWords } from '../../i18n/words';
import { Notice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';
import { Gone } from '../Gone';
import { Actions } from './Actions';
import { CheckCard } from './CheckCard';
import { LiveCard } from './LiveCard';
import { MessageCard } from './MessageCard';
import { RecipientsCard } from './RecipientsCard';
import { ScheduledNotice } from './ScheduledNotice';
import { SentCard } from './SentCard';
import { StateBadge } from './StateBadge';
import { UnknownCard } from './UnknownCard';

/** One campaign: its check while it is a draft, then live. */
export function CampaignPage() {
  const t = useWords(campaigns);
  const problems = useProblemText();
  const { id } = useParams({ strict: false }) as { id: string };
  const { data: campaign, error } = useGet('/api/v1/campaigns/{id}', { path: { id } });
  if (error && !campaign) return <Gone title={t.title} to="/campaigns" problem={error} />;
  if (!campaign) {
    return (
      <>
        <PageHeader title={t.title} />
        <Skeleton className="h-80" />
      </>
    );
  }
  // One that is held before its start is checked before somebody goes on with it.
  const held = campaign.state === 'paused' && !campaign.started_at;
  const begun = campaign.state !== 'draft' && campaign.state !== 'scheduled' && !held;
  return (
    <>
      <PageHeader
        title={campaign.name}
        lead={<StateBadge state={campaign.state} />}
        actions={<Actions campaign={campaign} />}
      />
      <div className="flex flex-col gap-5">
        {campaign.state === 'paused' && campaign.pause_reason && <Notice tone="warn">{t.pauses[campaign.pause_reason]}</Notice>}
        {campaign.failure && <Notice tone="bad">{problems.code(campaign.failure) ?? campaign.failure}</Notice>}
        {campaign.state === 'scheduled' && <ScheduledNotice campaign={campaign} />}
        {begun && campaign.counts.unknown > 0 && <UnknownCard campaign={campaign} />}
        {!begun && <CheckCard campaign={campaign} />}
        {begun && <LiveCard campaign={campaign} />}
        {campaign.started_at && <SentCard campaign={campaign} />}
        <MessageCard campaign={campaign} />
        {begun && <RecipientsCard campaign={campaign} />}
      </div>
    </>
  );
}
