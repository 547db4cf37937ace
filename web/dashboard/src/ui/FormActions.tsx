import type { ReactNode } from 'react';

import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { Button } from './Button';
import { cx } from './cx';

/** The end of a dialog's form: give it up, or send it. */
export function FormActions({
  onCancel,
  submit,
  busy,
  danger = false,
  focusCancel = false,
  className,
}: {
  onCancel: () => void;
  /** What sending does, in a word. */
  submit: ReactNode;
  busy: boolean;
  danger?: boolean;
  /** Where the form has no field to begin with: the harmless answer has the focus. */
  focusCancel?: boolean;
  className?: string;
}) {
  const t = useWords(shell);
  return (
    <div className={cx('flex flex-wrap justify-end gap-3 max-sm:*:grow', className)}>
      <Button look="secondary" onClick={onCancel} autoFocus={focusCancel}>
        {t.cancel}
      </Button>
      <Button type="submit" look={danger ? 'danger' : 'primary'} busy={busy}>
        {submit}
      </Button>
    </div>
  );
}
