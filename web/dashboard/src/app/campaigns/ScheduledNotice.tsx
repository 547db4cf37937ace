import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf, useGet } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';
import { useMay } from '../me';
import { ScheduleDialog } from './ScheduleDialog';

/** When it starts by itself, and how to change one's mind. */
export function ScheduledNotice({ campaign }: { campaign: Schemas['CampaignDetail'] }) {
  const t = useWords(campaigns).schedule;
  const tenant = useGet('/api/v1/tenant').data;
  const format = useFormat(tenant?.time_zone);
  const client = useQueryClient();
  const may = useMay('campaigns.send');
  const [changing, setChanging] = useState(false);
  const back = useSubmit(
    () => api.post('/api/v1/campaigns/{id}/unschedule', { path: { id: campaign.id } }),
    () => {
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns/{id}') });
      toast('info', t.backDone);
    },
  );
  const at = campaign.scheduled_at;
  if (!at) return null;
  return (
    <Notice
      tone="info"
      title={t.waits(format.dateTime(at), format.relative(at))}
      action={
        may && (
          <div className="flex flex-wrap gap-3">
            <Button look="secondary" size="sm" onClick={() => setChanging(true)}>
              {t.change}
            </Button>
            <Button look="quiet" size="sm" busy={back.busy} onClick={() => void back.submit()}>
              {t.back}
            </Button>
          </div>
        )
      }
    >
      {tenant && t.zone(tenant.time_zone)}
      <ProblemNotice problem={back.problem} className="mt-3" />
      {changing && <ScheduleDialog campaign={campaign} onClose={() => setChanging(false)} />}
    </Notice>
  );
}
