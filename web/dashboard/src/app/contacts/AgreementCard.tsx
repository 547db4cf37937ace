import { useState } from 'react';

import type { Schemas } from '../../api/client';
import { contacts } from '../../i18n/contacts';
import { useFormat } from '../../i18n/format';
import { shell } from '../../i18n/shell';
import { useWords } from '../../i18n/words';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { ConfirmDialog, Dialog } from '../../ui/Dialog';
import { Field, Textarea } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { toast } from '../../ui/toasts';
import { useMay } from '../me';
import { ConsentSource, FIRST_SOURCE, sourceOf } from './ConsentSource';
import { useChange } from './useChange';

type Contact = Schemas['Contact'];

/** Whether, how and when the person agreed to hear from the business. */
export function AgreementCard({ contact }: { contact: Contact }) {
  const t = useWords(contacts);
  const format = useFormat();
  const may = useMay('contacts.write');
  const [asked, setAsked] = useState<'note' | 'withdraw' | null>(null);
  const change = useChange(contact);
  const withdraw = useSubmit(
    () => change({ consent: null }),
    () => {
      setAsked(null);
      toast('good', t.withdrawn);
    },
  );
  return (
    <Card title={t.agreement}>
      <div className="flex flex-col gap-4">
        {contact.consent_at ? (
          <>
            <div>
              <Badge tone="good">{t.agreementYes(format.date(contact.consent_at))}</Badge>
            </div>
            <dl className="flex flex-col gap-3 text-[0.9375rem]">
              {contact.consent_source && (
                <div>
                  <dt className="text-sm text-soft">{t.agreementFrom}</dt>
                  <dd className="break-words">{t.sources[contact.consent_source] ?? contact.consent_source}</dd>
                </div>
              )}
              {contact.consent_proof && (
                <div>
                  <dt className="text-sm text-soft">{t.agreementProof}</dt>
                  <dd className="break-words whitespace-pre-wrap">{contact.consent_proof}</dd>
                </div>
              )}
            </dl>
            {may && (
              <Button look="secondary" size="sm" className="self-start" onClick={() => setAsked('withdraw')}>
                {t.withdraw}
              </Button>
            )}
          </>
        ) : (
          <>
            <p className="text-soft">{t.agreementNone}</p>
            {may && (
              <Button look="secondary" size="sm" className="self-start" onClick={() => setAsked('note')}>
                {t.noteAgreement}
              </Button>
            )}
          </>
        )}
      </div>
      {asked === 'note' && <NoteDialog contact={contact} onClose={() => setAsked(null)} />}
      {asked === 'withdraw' && (
        <ConfirmDialog open onClose={() => setAsked(null)} onConfirm={() => void withdraw.submit()} busy={withdraw.busy} title={t.withdrawTitle} description={t.withdrawText} confirm={t.withdraw}>
          <ProblemNotice problem={withdraw.problem} />
        </ConfirmDialog>
      )}
    </Card>
  );
}

function NoteDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const t = useWords(contacts);
  const common = useWords(shell);
  const change = useChange(contact);
  const [source, setSource] = useState(FIRST_SOURCE);
  const [proof, setProof] = useState('');
  const form = useSubmit(
    () => change({ consent: { source: sourceOf(source), ...(proof.trim() ? { proof: proof.trim() } : {}) } }),
    () => {
      toast('good', t.noted);
      onClose();
    },
    ['consent.source', 'consent.proof'],
  );
  return (
    <Dialog open onClose={onClose} title={t.noteAgreement} description={t.noteAgreementText}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        <ProblemNotice problem={form.problem} />
        <ConsentSource label={t.agreementFrom} value={source} onChange={setSource} error={form.error('consent.source')} />
        <Field label={t.agreementProof} optional={t.optional} hint={t.proofHint} error={form.error('consent.proof')}>
          <Textarea rows={3} value={proof} onChange={(event) => setProof(event.target.value)} />
        </Field>
        <div className="flex flex-wrap justify-end gap-3 max-sm:*:grow">
          <Button look="secondary" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" busy={form.busy}>
            {t.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
