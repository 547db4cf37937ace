import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { CalendarClock, CopyPlus, Pause, Pencil, Play, RotateCcw, Trash2, X } from 'lucide-react';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf, useGet, useIntent } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useWords } from '../../i18n/words';
import { Button, ButtonLink } from '../../ui/Button';
import { ConfirmDialog } from '../../ui/Dialog';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';
import { useMay } from '../me';
import { ScheduleDialog } from './ScheduleDialog';
import { StartDialog } from './StartDialog';

type Campaign = Schemas['CampaignDetail'];

/** What may be done with the campaign as it stands. A double click on any of them does it once. */
export function Actions({ campaign }: { campaign: Campaign }) {
  const { check, live } = useWords(campaigns);
  const path = { id: campaign.id };
  const client = useQueryClient();
  const navigate = useNavigate();
  const intent = useIntent();
  const mayWrite = useMay('campaigns.write');
  const maySend = useMay('campaigns.send');
  const [asked, setAsked] = useState<'cancel' | 'remove' | 'later' | 'start' | null>(null);
  const report = useGet('/api/v1/campaigns/{id}/preflight', { path }, { enabled: campaign.state === 'draft' || campaign.state === 'scheduled' }).data;
  const fresh = (id: string = campaign.id) => {
    intent.done();
    setAsked(null);
    void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns') });
    void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns/{id}', { path: { id } }) });
    void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns/{id}/recipients') });
  };
  const start = useSubmit(
    () => api.post('/api/v1/campaigns/{id}/start', { path, idempotencyKey: intent.key() }),
    () => {
      fresh();
      toast('good', check.started);
    },
  );
  const pause = useSubmit(() => api.post('/api/v1/campaigns/{id}/pause', { path }), () => fresh());
  const resume = useSubmit(() => api.post('/api/v1/campaigns/{id}/resume', { path, idempotencyKey: intent.key() }), () => fresh());
  // One that is held before its start begins when it goes on.
  const held = campaign.state === 'paused' && !campaign.started_at;
  const cancel = useSubmit(() => api.post('/api/v1/campaigns/{id}/cancel', { path }), () => fresh());
  const retry = useSubmit(
    async () => (await api.post('/api/v1/campaigns/{id}/retry', { path, body: {}, idempotencyKey: intent.key() })).data,
    (done) => {
      fresh();
      toast('good', live.retried(done.changed));
    },
  );
  const copy = useSubmit(
    async () => (await api.post('/api/v1/campaigns/{id}/clone', { path, body: {}, idempotencyKey: intent.key() })).data,
    (made) => {
      fresh(made.id);
      void navigate({ to: '/campaigns/$id', params: { id: made.id } as never });
    },
  );
  const remove = useSubmit(
    () => api.delete('/api/v1/campaigns/{id}', { path }),
    () => {
      void navigate({ to: '/campaigns' });
      // Not the campaign itself, which is still on the screen for a moment.
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/campaigns') });
      toast('good', check.removed);
    },
  );
  // What a dialog asked for is told in the dialog.
  const all = [pause, retry, copy, ...(held ? [] : [resume])];
  const { state, counts } = campaign;
  return (
    <>
      {state === 'draft' && mayWrite && (
        <>
          <Button look="quiet" icon={<Trash2 aria-hidden />} onClick={() => setAsked('remove')}>
            {check.remove}
          </Button>
          <ButtonLink to="/campaigns/$id/edit" params={path} look="secondary" icon={<Pencil aria-hidden />}>
            {check.edit}
          </ButtonLink>
        </>
      )}
      {state === 'draft' && maySend && (
        <Button look="secondary" icon={<CalendarClock aria-hidden />} onClick={() => setAsked('later')}>
          {check.later}
        </Button>
      )}
      {(state === 'draft' || state === 'scheduled') && maySend && (
        <Button icon={<Play aria-hidden />} disabled={report?.may_start === false} onClick={() => setAsked('start')}>
          {check.start}
        </Button>
      )}
      {state !== 'draft' && mayWrite && (
        <Button look="quiet" icon={<CopyPlus aria-hidden />} busy={copy.busy} onClick={() => void copy.submit()}>
          {live.again}
        </Button>
      )}
      {maySend && counts.failed > 0 && state !== 'cancelled' && (
        <Button look="secondary" icon={<RotateCcw aria-hidden />} busy={retry.busy} onClick={() => void retry.submit()}>
          {live.retry}
        </Button>
      )}
      {maySend && (state === 'running' || state === 'paused') && (
        <Button look="secondary" icon={<X aria-hidden />} onClick={() => setAsked('cancel')}>
          {live.cancel}
        </Button>
      )}
      {maySend && state === 'running' && (
        <Button icon={<Pause aria-hidden />} busy={pause.busy} onClick={() => void pause.submit()}>
          {live.pause}
        </Button>
      )}
      {maySend && state === 'paused' && (
        <Button icon={<Play aria-hidden />} busy={resume.busy} onClick={() => (held ? setAsked('start') : void resume.submit())}>
          {live.resume}
        </Button>
      )}
      <ProblemNotice problem={all.find((one) => one.problem)?.problem} className="w-full" />
      {asked === 'start' && (
        <StartDialog
          id={campaign.id}
          onStart={() => void (held ? resume : start).submit()}
          onClose={() => setAsked(null)}
          busy={start.busy || resume.busy}
          problem={(held ? resume : start).problem}
        />
      )}
      {asked === 'later' && <ScheduleDialog campaign={campaign} onClose={() => setAsked(null)} />}
      <ConfirmDialog
        open={asked === 'cancel'}
        onClose={() => setAsked(null)}
        onConfirm={() => void cancel.submit()}
        busy={cancel.busy}
        title={live.cancelTitle}
        description={live.cancelText}
        confirm={live.cancelYes}
        keep={live.cancelNo}
      >
        <ProblemNotice problem={cancel.problem} />
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === 'remove'}
        onClose={() => setAsked(null)}
        onConfirm={() => void remove.submit()}
        busy={remove.busy}
        title={check.removeTitle}
        description={check.removeText}
        confirm={check.remove}
      >
        <ProblemNotice problem={remove.problem} />
      </ConfirmDialog>
    </>
  );
}
