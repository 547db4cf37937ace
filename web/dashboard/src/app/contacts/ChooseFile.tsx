import { FileUp } from 'lucide-react';
import { useRef, useState, type DragEvent } from 'react';

import { Problem } from '../../api/problem';
import { contacts } from '../../i18n/contacts';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { cx } from '../../ui/cx';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { look, type Preview } from './mapping';

const LARGEST = 10 * 1024 * 1024;

export interface Looked {
  file: File;
  preview: Preview;
  /** Whether the server could tell where the numbers are. */
  guessed: boolean;
}

/** A file by button or by dropping it. */
export function ChooseFile({ chosen, onLooked }: { chosen: File | null; onLooked: (looked: Looked | null) => void }) {
  const t = useWords(contacts).import;
  const input = useRef<HTMLInputElement>(null);
  const picked = useRef<File | null>(null);
  const [over, setOver] = useState(false);
  const [tooLarge, setTooLarge] = useState(false);
  const form = useSubmit(async () => {
    const file = picked.current;
    if (!file) return;
    try {
      onLooked({ file, preview: await look(file, {}), guessed: true });
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.code !== 'import_no_phone_column') throw thrown;
      // The person will know: show the columns with the first as a beginning.
      onLooked({ file, preview: await look(file, { roles: ['phone'] }), guessed: false });
    }
  });
  const take = (file: File | undefined) => {
    if (!file) return;
    setTooLarge(file.size > LARGEST);
    onLooked(null);
    if (file.size > LARGEST) return;
    picked.current = file;
    void form.submit();
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <Card>
      <div
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        className={cx('flex flex-col items-center gap-3 rounded-2xl border-2 border-dashed p-8 text-center', over ? 'border-accent bg-accent-soft' : 'border-edge')}
      >
        <input ref={input} type="file" accept=".csv,.txt,text/csv" className="sr-only" tabIndex={-1} aria-label={t.choose} onChange={(event) => take(event.target.files?.[0])} />
        <Button look={chosen ? 'secondary' : 'primary'} busy={form.busy} icon={<FileUp aria-hidden />} onClick={() => input.current?.click()}>
          {chosen ? t.another : t.choose}
        </Button>
        {chosen ? <p className="text-sm wrap-anywhere text-soft">{chosen.name}</p> : <p className="text-sm text-soft pointer-coarse:hidden">{t.drop}</p>}
      </div>
      {tooLarge && (
        <Notice tone="bad" alert className="mt-4">
          {t.tooLarge}
        </Notice>
      )}
      <ProblemNotice problem={form.problem} className="mt-4" />
    </Card>
  );
}
