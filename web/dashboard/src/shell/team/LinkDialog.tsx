import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';

/** The link of an invitation, where the server cannot send it. */
export function LinkDialog({ email, link, onClose }: { email: string; link: string; onClose: () => void }) {
  const t = useWords(team).link;
  return (
    <Dialog open onClose={onClose} title={t.title} description={t.text(email)}>
      <Field label={t.label} hint={t.once}>
        <Input readOnly autoFocus value={link} onFocus={(event) => event.target.select()} />
      </Field>
      <div className="flex flex-wrap justify-end gap-3 max-sm:*:grow">
        <Button look="secondary" onClick={onClose}>
          {t.done}
        </Button>
        <CopyButton look="primary" text={link} label={t.copy} copied={t.copied} />
      </div>
    </Dialog>
  );
}
