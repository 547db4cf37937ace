import { useQueryClient } from '@tanstack/react-query';

import { api, type Schemas } from '../../api/client';
import { keyOf } from '../../api/query';
import { suppressions } from '../../i18n/suppressions';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';

/** What a person wrote may mean that they want to be left alone: whoever reads it says so, or not. */
export function Decide({ entry }: { entry: Schemas['Suppression'] }) {
  const t = useWords(suppressions);
  const client = useQueryClient();
  const done = (text: string) => {
    void client.invalidateQueries({ queryKey: keyOf('/api/v1/suppressions') });
    toast('good', text);
  };
  const keep = useSubmit(
    () => api.post('/api/v1/suppressions', { body: { phones: [entry.phone] } }),
    () => done(t.kept),
  );
  const write = useSubmit(
    () => api.delete('/api/v1/suppressions/{phone}', { path: { phone: entry.phone } }),
    () => done(t.wroteOn),
  );
  const busy = keep.busy || write.busy;
  return (
    <div className="flex flex-col items-end gap-2">
      <div className="flex flex-wrap justify-end gap-2">
        <Button size="sm" busy={keep.busy} disabled={busy} aria-label={`${t.keep}: ${entry.phone}`} onClick={() => void keep.submit()}>
          {t.keep}
        </Button>
        <Button size="sm" look="secondary" busy={write.busy} disabled={busy} aria-label={`${t.write}: ${entry.phone}`} onClick={() => void write.submit()}>
          {t.write}
        </Button>
      </div>
      <ProblemNotice problem={keep.problem ?? write.problem} />
    </div>
  );
}
