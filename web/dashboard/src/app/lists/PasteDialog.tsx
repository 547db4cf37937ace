import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

import { api, type Schemas } from '../../api/client';
import { keyOf } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { useFormat } from '../../i18n/format';
import { lists } from '../../i18n/lists';
import { useProblemText } from '../../i18n/problems';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Figure } from '../../ui/Card';
import { Dialog } from '../../ui/Dialog';
import { Field, Textarea } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { Table } from '../../ui/Table';
import { ConsentSource, sourceOf, type Source } from '../contacts/ConsentSource';

/** Numbers as a person pasted them, and what became of each. */
export function PasteDialog({ list, open, onClose }: { list: Schemas['ContactList']; open: boolean; onClose: () => void }) {
  const t = useWords(lists);
  const words = useWords(contacts).import;
  const client = useQueryClient();
  // Stays when the dialog is closed by mistake.
  const [text, setText] = useState('');
  const [source, setSource] = useState<Source>({ way: '', words: '' });
  const [taken, setTaken] = useState<Schemas['NumbersTaken'] | null>(null);
  const form = useSubmit(
    async () =>
      (await api.post('/api/v1/lists/{id}/numbers', { path: { id: list.id }, body: { text, ...(source.way ? { consent_source: sourceOf(source) } : {}) } })).data,
    (done) => {
      setTaken(done);
      setText('');
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/contacts') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/lists') });
      void client.invalidateQueries({ queryKey: keyOf('/api/v1/lists/{id}') });
    },
    ['text', 'consent_source'],
  );
  const close = () => {
    setTaken(null);
    onClose();
  };
  return (
    <Dialog open={open} onClose={close} wide={taken !== null} title={taken ? t.pasteDone : t.paste} description={taken ? undefined : t.pasteText}>
      {taken ? (
        <Answer taken={taken} onMore={() => setTaken(null)} onDone={close} />
      ) : (
        <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
          <ProblemNotice problem={form.problem} />
          <Field label={t.pasteLabel} hint={t.pasteHint} error={form.error('text')}>
            <Textarea rows={8} inputMode="tel" autoFocus value={text} onChange={(event) => setText(event.target.value)} />
          </Field>
          <ConsentSource label={words.consent} hint={words.consentHint} none={words.consentNone} value={source} onChange={setSource} error={form.error('consent_source')} />
          <FormActions onCancel={close} submit={t.pasteAdd} busy={form.busy} />
        </form>
      )}
    </Dialog>
  );
}

function Answer({ taken, onMore, onDone }: { taken: Schemas['NumbersTaken']; onMore: () => void; onDone: () => void }) {
  const t = useWords(lists);
  const format = useFormat();
  const problems = useProblemText();
  return (
    <>
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        <Figure label={t.figures.added} value={format.number(taken.added)} />
        <Figure label={t.figures.updated} value={format.number(taken.updated)} />
        <Figure label={t.figures.duplicates} value={format.number(taken.duplicates)} />
        <Figure label={t.figures.rejected} value={format.number(taken.rejected.length)} />
      </dl>
      {taken.rejected.length > 0 && (
        <section>
          <h3 className="mb-2 font-semibold">{t.rejects}</h3>
          <div tabIndex={0} role="region" aria-label={t.rejects} className="max-h-72 overflow-y-auto rounded-2xl border border-line">
            <Table
              label={t.rejects}
              rows={taken.rejected.map((row, place) => ({ ...row, place }))}
              rowKey={(row) => String(row.place)}
              columns={[
                { key: 'line', head: t.line, cell: (row) => format.number(row.line) },
                { key: 'reason', head: t.reason, cell: (row) => (row.reason.kind === 'phone' ? problems.phone(row.reason.phone) : t.unreadable) },
                { key: 'value', head: t.value, cell: (row) => <span className="break-all">{row.value}</span> },
              ]}
            />
          </div>
        </section>
      )}
      <div className="flex flex-wrap justify-end gap-3 max-sm:*:grow">
        <Button look="secondary" onClick={onMore}>
          {t.pasteMore}
        </Button>
        <Button onClick={onDone} autoFocus>
          {t.done}
        </Button>
      </div>
    </>
  );
}
