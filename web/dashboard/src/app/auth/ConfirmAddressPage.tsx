import { useQuery } from '@tanstack/react-query';

import { api } from '../../api/client';
import { Problem } from '../../api/problem';
import { auth } from '../../i18n/auth';
import { email } from '../../i18n/email';
import { useWords } from '../../i18n/words';
import { AuthFrame } from '../../shell/AuthFrame';
import { linkToken } from '../../shell/auth/address';
import { ButtonLink } from '../../ui/Button';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';

/** Opened from the e-mail to a new address. The link works once, so it is used once. */
export function ConfirmAddressPage() {
  const t = useWords(email).confirm;
  const a = useWords(auth);
  const token = linkToken() ?? '';
  const used = useQuery({
    queryKey: ['confirm-address', token],
    queryFn: () => api.post('/api/v1/auth/email/confirm', { body: { token } }),
    staleTime: Infinity,
    retry: false,
  });
  return (
    <AuthFrame>
      <PageHeader title={t.title} />
      {used.isPending && <Skeleton className="h-14" />}
      {used.isSuccess && (
        <Notice tone="good" alert>
          {t.done}
        </Notice>
      )}
      {used.isError && <ProblemNotice problem={Problem.from(used.error)} />}
      <div className="mt-6">
        <ButtonLink to="/">{a.verify.go}</ButtonLink>
      </div>
    </AuthFrame>
  );
}
