import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { shell } from '../../i18n/shell';
import { suppressions } from '../../i18n/suppressions';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Checkbox } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

/** Takes a number off only when the person at the keyboard says that its owner asked for it. */
export function RemoveDialog({ entry, onClose }: { entry: Schemas['Suppression']; onClose: () => void }) {
  const t = useWords(suppressions);
  const common = useWords(shell);
  const format = useFormat();
  const client = useQueryClient();
  const [sure, setSure] = useState(false);
  const form = useSubmit(
    () => api.delete('/api/v1/suppressions/{phone}', { path: { phone: entry.phone } }),
    () => {
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/suppressions') });
      toast('good', t.removed);
      onClose();
    },
  );
  const when = format.date(entry.created_at);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.removeTitle(entry.name ?? entry.phone)}
      description={entry.keyword ? t.removeKeyword(entry.keyword, when) : t.removeOther(when)}
      actions={
        <>
          <Button look="secondary" onClick={onClose} autoFocus>
            {common.cancel}
          </Button>
          <Button look="danger" busy={form.busy} disabled={!sure} onClick={() => void form.submit()}>
            {t.remove}
          </Button>
        </>
      }
    >
      <Notice tone="warn">{t.removeText}</Notice>
      <Checkbox label={t.removeSure} checked={sure} onChange={(event) => setSure(event.target.checked)} />
      <ProblemNotice problem={form.problem} />
    </Dialog>
  );
}
