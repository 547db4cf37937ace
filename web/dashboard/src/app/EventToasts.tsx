import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';

import type { Schemas } from '../api/client';
import { keyOf } from '../api/query';
import { useFormat } from '../i18n/format';
import { session } from '../i18n/session';
import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { useEvent } from '../live/live';
import { toast } from '../ui/toasts';

const LOST = new Set<Schemas['SessionState']>(['logged_out', 'restricted', 'banned', 'conflict', 'failed']);

/** Tells what happened beside the page that is being looked at. */
export function EventToasts() {
  const t = useWords(shell);
  const s = useWords(session);
  const format = useFormat();
  const client = useQueryClient();
  const router = useRouter();
  // That page tells it by itself.
  const lookingAt = (path: string, id?: string) => {
    const { pathname, search } = router.state.location;
    return pathname === path && (id === undefined || (search as { import?: string }).import === id);
  };
  useEvent('connection-status', ({ data }) => {
    if (data.from === data.to) return;
    if (data.to === 'working' && data.from !== 'reconnecting' && !lookingAt('/connect')) toast('good', t.toasts.sessionWorking);
    if (LOST.has(data.to)) toast('bad', t.toasts.sessionLost, { text: data.reason ? s.reason(data.reason) : t.toasts.sessionLostText, to: '/connect' });
  });
  useEvent('import-progress', ({ data }) => {
    if (lookingAt('/contacts/import', data.import_id)) return;
    const there = { to: '/contacts/import', search: { import: data.import_id } };
    if (data.state === 'completed') {
      toast('good', t.toasts.importDone, { text: t.toasts.importDoneText(format.number(data.stored), format.number(data.rejected)), ...there });
    }
    if (data.state === 'failed') toast('bad', t.toasts.importFailed, there);
  });
  useEvent('campaign-status', ({ data }) => {
    const name = client.getQueryData<Schemas['CampaignDetail']>(keyOf('/api/v1/campaigns/{id}', { path: { id: data.campaign_id } }))?.name;
    const said = { ...(name ? { text: name } : {}), to: `/campaigns/${data.campaign_id}` };
    if (data.state === 'completed') toast('good', t.toasts.campaignCompleted, said);
    if (data.state === 'failed') toast('bad', t.toasts.campaignFailed, said);
    // Whoever paused it by hand knows.
    if (data.state === 'paused' && data.pause_reason && data.pause_reason !== 'by_hand') {
      toast('warn', t.toasts.campaignPaused, { text: t.pause[data.pause_reason], to: said.to });
    }
  });
  useEvent('contact-suppressed', ({ data }) => {
    if (data.source === 'keyword') toast('info', t.toasts.optOut(data.phone));
    if (data.source === 'unclear') toast('warn', t.toasts.unclear(data.phone), { to: '/suppressions' });
  });
  useEvent('contact-came-back', ({ data }) => toast('info', t.toasts.cameBack(data.phone)));
  useEvent('alert', ({ data }) => toast(data.severity === 'critical' ? 'bad' : data.severity === 'warning' ? 'warn' : 'info', data.text));
  return null;
}
