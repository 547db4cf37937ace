import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { Problem } from '../../api/problem';
import { keyOf, useGet, useIntent } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useFormat } from '../../i18n/format';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

const DAY_MS = 86_400_000;

/** A moment as the clock on the wall of that zone shows it: `2027-01-05T09:00`. The Swedish way of writing is that of ISO 8601. */
function wall(at: Date, timeZone: string): string {
  return at.toLocaleString('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).replace(' ', 'T');
}

/** Starts a campaign later, on the clock of the business. */
export function ScheduleDialog({ campaign, onClose }: { campaign: Schemas['CampaignDetail']; onClose: () => void }) {
  const tenant = useGet('/api/v1/tenant').data;
  return tenant ? <Asked campaign={campaign} zone={tenant.time_zone} onClose={onClose} /> : null;
}

function Asked({ campaign, zone, onClose }: { campaign: Schemas['CampaignDetail']; zone: string; onClose: () => void }) {
  const t = useWords(campaigns).schedule;
  const format = useFormat(zone);
  const client = useQueryClient();
  const intent = useIntent();
  const [local, setLocal] = useState(() =>
    campaign.scheduled_at ? wall(new Date(campaign.scheduled_at), zone) : `${wall(new Date(Date.now() + DAY_MS), zone).slice(0, 10)}T09:00`,
  );
  const form = useSubmit(
    async () => {
      if (!local) throw new Problem(422, 'invalid', '', { fields: [{ field: 'local', code: 'required', message: '' }] });
      return (await api.post('/api/v1/campaigns/{id}/schedule', { path: { id: campaign.id }, body: { local: `${local}:00`, time_zone: zone }, idempotencyKey: intent.key() })).data;
    },
    (saved) => {
      intent.done();
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns/{id}') });
      toast('good', t.done(format.dateTime(saved.scheduled_at ?? '')));
      onClose();
    },
    ['local', 'at'],
  );
  return (
    <Dialog open onClose={onClose} title={t.title} description={t.lead}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        <ProblemNotice problem={form.problem} />
        <Field label={t.at} hint={t.zone(zone)} error={form.error('local') ?? form.error('at')}>
          <Input
            type="datetime-local"
            required
            value={local}
            min={wall(new Date(), zone)}
            onChange={(event) => {
              setLocal(event.target.value);
              // Another time is another request.
              intent.done();
            }}
          />
        </Field>
        <FormActions onCancel={onClose} submit={t.set} busy={form.busy} />
      </form>
    </Dialog>
  );
}
