import type { Problem } from '../api/problem';
import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { ButtonLink } from '../ui/Button';
import { ProblemNotice } from '../ui/Notice';
import { PageHeader } from '../ui/Page';

/** In place of a page about one thing that cannot be shown: why, and the way to all such things. */
export function Gone({ title, to, problem }: { title: string; to: string; problem: Problem }) {
  const t = useWords(shell);
  return (
    <>
      <PageHeader title={title} />
      <ProblemNotice
        problem={problem}
        action={
          <ButtonLink to={to} look="secondary" size="sm">
            {t.backTo(title)}
          </ButtonLink>
        }
      />
    </>
  );
}
