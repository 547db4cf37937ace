import { Camera } from 'lucide-react';
import { useEffect, useState } from 'react';

import { guardedFetch } from '../../api/client';
import { Problem } from '../../api/problem';
import { adminSessions } from '../../i18n/admin_sessions';
import { useFormat } from '../../i18n/format';
import { shell } from '../../i18n/shell';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';

/** A picture is no JSON, so the typed client does not fetch it. */
async function picture(tenant: string): Promise<string> {
  let response: Response;
  try {
    response = await guardedFetch(new Request(`/api/v1/admin/sessions/${encodeURIComponent(tenant)}/screenshot`));
  } catch (thrown) {
    throw Problem.from(thrown);
  }
  if (!response.ok) throw Problem.of(response, await response.json().catch(() => undefined));
  return URL.createObjectURL(await response.blob());
}

/** Support with the customer's consent: nothing is taken before the administrator says so, because each look is noted. */
export function PictureDialog({ tenant, customer, onClose }: { tenant: string; customer: string; onClose: () => void }) {
  const t = useWords(adminSessions);
  const common = useWords(shell);
  const format = useFormat();
  const [shown, setShown] = useState<{ url: string; at: number } | null>(null);
  useEffect(() => () => void (shown && URL.revokeObjectURL(shown.url)), [shown]);
  const form = useSubmit(
    () => picture(tenant),
    (url) => setShown({ url, at: Date.now() }),
  );
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t.pictureTitle(customer)}
      description={t.pictureText}
      actions={
        <>
          <Button look="secondary" onClick={onClose}>
            {common.close}
          </Button>
          <Button icon={<Camera aria-hidden />} busy={form.busy} onClick={() => void form.submit()}>
            {shown ? t.again : t.take}
          </Button>
        </>
      }
    >
      <ProblemNotice problem={form.problem} />
      {shown && <img src={shown.url} alt={t.pictureOf(customer, format.time(shown.at))} className="w-full rounded-xl border border-line" />}
    </Dialog>
  );
}
