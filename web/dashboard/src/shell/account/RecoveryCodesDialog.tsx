import { Download } from 'lucide-react';

import { useGet } from '../../api/query';
import { useFormat } from '../../i18n/format';
import { secondFactor } from '../../i18n/second_factor';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { CopyButton } from '../../ui/CopyButton';
import { Dialog } from '../../ui/Dialog';

/** New recovery codes. They are never shown again, so only the word that they are kept closes this. */
export function RecoveryCodesDialog({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useWords(secondFactor).codes;
  const format = useFormat();
  const email = useGet('/api/v1/auth/me').data?.email ?? '';
  return (
    <Dialog
      open
      title={t.title}
      description={t.lead}
      actions={
        <Button className="grow" onClick={onKept}>
          {t.kept}
        </Button>
      }
    >
      <ul aria-label={t.list} className="nums grid justify-items-center gap-x-4 gap-y-1 rounded-2xl bg-sunken p-4 font-mono text-[0.9375rem] font-semibold sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-3 *:grow">
        <CopyButton text={codes.join('\n')} label={t.copy} copied={t.copied} />
        <Button
          look="secondary"
          icon={<Download aria-hidden />}
          onClick={() => download('siar-recovery-codes.txt', `${t.fileHead(location.host, email, format.dateTime(Date.now()))}\n\n${codes.join('\n')}\n`)}
        >
          {t.download}
        </Button>
      </div>
    </Dialog>
  );
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
