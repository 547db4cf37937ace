import type { Schemas } from '../../api/client';
import { campaigns } from '../../i18n/campaigns';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';

export function MessageCard({ campaign }: { campaign: Schemas['CampaignDetail'] }) {
  const t = useWords(campaigns).live;
  const text = campaign.sends ?? campaign.text;
  if (!text) return null;
  return (
    <Card title={t.text}>
      <p className="max-w-xl rounded-2xl rounded-tl-md bg-accent-soft p-4 break-words whitespace-pre-wrap text-accent-ink">{text}</p>
    </Card>
  );
}
