import { useQuery } from '@tanstack/react-query';

import { api } from '../../api/client';
import { Problem } from '../../api/problem';
import { auth } from '../../i18n/auth';
import { useWords } from '../../i18n/words';
import { AuthFrame } from '../../shell/AuthFrame';
import { linkToken } from '../../shell/auth/address';
import { ButtonLink } from '../../ui/Button';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { PageHeader } from '../../ui/Page';
import { Skeleton } from '../../ui/Progress';

/** Opened from the e-mail: there is nothing to fill in. The link works once, so it is used once. */
export function VerifyPage() {
  const t = useWords(auth);
  const token = linkToken() ?? '';
  const used = useQuery({
    queryKey: ['verify-email', token],
    queryFn: () => api.post('/api/v1/auth/verify-email', { body: { token } }),
    staleTime: Infinity,
    retry: false,
  });
  return (
    <AuthFrame>
      <PageHeader title={t.verify.title} />
      {used.isPending && <Skeleton className="h-14" />}
      {used.isSuccess && (
        <Notice tone="good" alert>
          {t.verify.done}
        </Notice>
      )}
      {used.isError && <ProblemNotice problem={Problem.from(used.error)} />}
      <div className="mt-6">
        <ButtonLink to="/">{t.verify.go}</ButtonLink>
      </div>
    </AuthFrame>
  );
}
