import { Link } from '@tanstack/react-router';
import { Check, ChevronRight } from 'lucide-react';

import { useGet } from '../../api/query';
import { overview } from '../../i18n/overview';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/Card';
import { cx } from '../../ui/cx';
import { Skeleton } from '../../ui/Progress';

/** The way from an empty account to the first campaign, ticked off by what the server has. */
export function NextSteps() {
  const t = useWords(overview).steps;
  const session = useGet('/api/v1/session').data;
  const contacts = useGet('/api/v1/contacts', { query: { limit: 1 } }).data;
  const templates = useGet('/api/v1/templates', { query: { limit: 1 } }).data;
  const campaigns = useGet('/api/v1/campaigns', { query: { limit: 5 } }).data;
  if (!session || !contacts || !templates || !campaigns) {
    return (
      <Card title={t.title}>
        <Skeleton className="h-48" />
      </Card>
    );
  }
  const steps = [
    { key: 'connect', to: '/connect', done: session.state === 'working', ...t.connect },
    { key: 'contacts', to: '/contacts', done: contacts.length > 0, ...t.contacts },
    { key: 'template', to: templates[0] ? '/templates' : '/templates/new', done: templates.length > 0 || campaigns.length > 0, ...t.template },
    { key: 'campaign', to: campaigns[0] ? '/campaigns' : '/campaigns/new', done: campaigns.some((one) => one.state !== 'draft'), ...t.campaign },
  ];
  const next = steps.findIndex((step) => !step.done);
  return (
    <Card title={t.title} className={cx('lg:row-span-2', next < 0 ? 'max-lg:order-last' : 'max-lg:order-first')}>
      <p className="mb-4 text-soft">{next < 0 ? t.allDone : t.lead}</p>
      <ol className="flex flex-col gap-2">
        {steps.map((step, place) => (
          <li key={step.key}>
            <Link
              to={step.to}
              className={cx(
                'flex items-center gap-4 rounded-2xl border p-4 transition-colors',
                place === next ? 'border-accent bg-accent-soft' : 'border-line hover:bg-paper',
              )}
            >
              <span
                className={cx(
                  'flex size-8 shrink-0 items-center justify-center rounded-full font-bold',
                  step.done ? 'bg-good-soft text-good-ink' : place === next ? 'bg-accent text-on-accent' : 'bg-sunken text-soft',
                )}
              >
                {step.done ? <Check className="size-4.5" aria-label={t.done} /> : place + 1}
              </span>
              <span className="min-w-0 grow">
                <span className={cx('block font-semibold', place === next && 'text-accent-ink')}>{step.title}</span>
                <span className={cx('block text-sm', place === next ? 'text-accent-ink' : 'text-soft')}>{step.text}</span>
              </span>
              <ChevronRight className="size-5 shrink-0 text-soft" aria-hidden />
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
