import type { Schemas } from '../../api/client';
import { useGet } from '../../api/query';
import { campaigns } from '../../i18n/campaigns';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { Bubble } from '../templates/Bubble';
import { LivePreview } from '../templates/LivePreview';

/** What goes out: until the start as a chosen person would read it, afterwards the text as it was fixed. */
export function MessageCard({ campaign }: { campaign: Schemas['CampaignDetail'] }) {
  const t = useWords(campaigns).live;
  const id = campaign.template_id ?? '';
  const template = useGet('/api/v1/templates/{id}', { path: { id } }, { enabled: id !== '' && campaign.sends == null }).data;
  if (campaign.sends != null) {
    return (
      <Card title={t.text}>
        <Bubble text={campaign.sends} className="max-w-xl" />
      </Card>
    );
  }
  const text = template?.body ?? campaign.text;
  return text ? <LivePreview body={text} defaults={(campaign.defaults ?? {}) as Record<string, string>} /> : null;
}
