import { useQueryClient } from '@tanstack/react-query';
import { CircleHelp } from 'lucide-react';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf, useIntent } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/Dialog';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';
import { useMay } from '../me';

/** What cannot be known is never decided by Siar: the person does. */
export function UnknownCard({ campaign }: { campaign: Schemas['CampaignDetail'] }) {
  const t = useWords(campaigns).unknown;
  const client = useQueryClient();
  const intent = useIntent();
  const may = useMay('campaigns.send') && campaign.state !== 'cancelled';
  const [asked, setAsked] = useState<Schemas['Decision'] | null>(null);
  const again = asked === 'send_again';
  const ask = (decision: Schemas['Decision'] | null) => {
    intent.done();
    setAsked(decision);
  };
  const decide = useSubmit(
    async () => (await api.post('/api/v1/campaigns/{id}/resolve', { path: { id: campaign.id }, body: { decision: asked ?? 'give_up' }, idempotencyKey: intent.key() })).data,
    ({ changed }) => {
      ask(null);
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns/{id}') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns/{id}/recipients') });
      toast('good', t.done(changed));
    },
  );
  return (
    <Notice
      tone="warn"
      title={t.title(campaign.counts.unknown)}
      action={
        may && (
          <div className="flex flex-wrap gap-3">
            <Button look="secondary" size="sm" icon={<CircleHelp aria-hidden />} onClick={() => ask('send_again')}>
              {t.again}
            </Button>
            <Button look="secondary" size="sm" onClick={() => ask('give_up')}>
              {t.giveUp}
            </Button>
          </div>
        )
      }
    >
      {t.text}
      <ConfirmDialog
        open={asked !== null}
        onClose={() => ask(null)}
        onConfirm={() => void decide.submit()}
        busy={decide.busy}
        title={again ? t.againTitle : t.giveUpTitle}
        description={again ? t.againText : t.giveUpText}
        confirm={again ? t.again : t.giveUp}
      >
        <ProblemNotice problem={decide.problem} />
      </ConfirmDialog>
    </Notice>
  );
}
