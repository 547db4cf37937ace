import { useMutation, useQueryClient } from '@tanstack/react-query';

import { api } from '../../api/client';
import type { Problem } from '../../api/problem';
import { keyOf, useGet } from '../../api/query';
import { email } from '../../i18n/email';
import { useWords } from '../../i18n/words';
import { Button, ButtonLink } from '../../ui/Button';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

/** What to do about an address that is not confirmed. Nothing where the server sends no e-mail: there is nothing to do then. */
export function UnconfirmedBanner() {
  const t = useWords(email).banner;
  const client = useQueryClient();
  const { data: own } = useGet('/api/v1/auth/email');
  const again = useMutation<unknown, Problem>({
    mutationFn: () => api.post('/api/v1/auth/email/resend'),
    onSuccess: () => {
      toast('good', t.sent);
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/auth/email') });
    },
  });
  if (!own || own.verified || !own.sends_email) return null;
  const delivery = own.delivery?.to === own.email ? own.delivery : null;
  // One that was written just now is as good as there.
  const late = delivery !== null && (delivery.state === 'queued' || delivery.state === 'sending') && Date.now() - Date.parse(delivery.created_at) > 60_000;
  const text = delivery?.state === 'refused' ? t.refused : delivery?.state === 'expired' ? t.expired : late ? t.waiting : t.text;
  return (
    <div className="px-4 pt-4 sm:px-6 lg:px-8">
      <Notice
        tone="warn"
        title={t.title}
        action={
          <div className="flex flex-wrap gap-2">
            <Button size="sm" look="secondary" busy={again.isPending} onClick={() => again.mutate()}>
              {t.again}
            </Button>
            <ButtonLink size="sm" look="secondary" to="/account">
              {t.change}
            </ButtonLink>
          </div>
        }
      >
        {text(own.email)}
      </Notice>
      <ProblemNotice problem={again.error} className="mt-3" />
    </div>
  );
}
