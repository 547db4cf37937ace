import { Link } from '@tanstack/react-router';
import { useState } from 'react';

import type { Schemas } from '../../api/client';
import { useGet } from '../../api/query';
import { contacts } from '../../i18n/contacts';
import { useFormat } from '../../i18n/format';
import { shell } from '../../i18n/shell';
import { useWords } from '../../i18n/words';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Dialog } from '../../ui/Dialog';
import { Field, Input } from '../../ui/Field';
import { useSubmit } from '../../ui/form';
import { Notice, ProblemNotice } from '../../ui/Notice';
import { useMay } from '../me';
import { useChange } from './useChange';

type Contact = Schemas['Contact'];

/** What keeps campaigns from writing to the person: the business's own block, or the person's wish. */
export function MayWriteCard({ contact }: { contact: Contact }) {
  const t = useWords(contacts);
  const format = useFormat();
  const may = useMay('contacts.write');
  const [blocking, setBlocking] = useState(false);
  const change = useChange(contact);
  const register = useGet('/api/v1/suppressions', { query: { phone: contact.phone, limit: 1 } }).data;
  const out = register?.find((one) => one.phone === contact.phone);
  const unblock = useSubmit(() => change({ blocked_reason: null }));
  const moment = (at: string | null | undefined) => (at ? format.dateTime(at) : t.never);
  return (
    <Card title={t.contactState}>
      <div className="flex flex-col gap-4">
        {out && (
          <Notice
            tone="bad"
            title={t.optedOut}
            action={
              <Link to="/suppressions" search={{ search: contact.phone } as never} className="font-semibold underline underline-offset-4">
                {t.toRegister}
              </Link>
            }
          >
            {t.optedOutSince(format.date(out.created_at))}
          </Notice>
        )}
        {contact.blocked_at && (
          <Notice tone="warn" title={t.blocked}>
            {t.blockedSince(format.date(contact.blocked_at))}
            {contact.blocked_reason && <p className="mt-1">{contact.blocked_reason}</p>}
          </Notice>
        )}
        {register && !out && !contact.blocked_at && <Notice tone={contact.consent_at ? 'good' : 'warn'}>{contact.consent_at ? t.mayWrite : t.askFirst}</Notice>}
        <dl className="grid grid-cols-2 gap-3 text-[0.9375rem]">
          <div>
            <dt className="text-sm text-soft">{t.lastIn}</dt>
            <dd>{moment(contact.last_in_at)}</dd>
          </div>
          <div>
            <dt className="text-sm text-soft">{t.lastOut}</dt>
            <dd>{moment(contact.last_out_at)}</dd>
          </div>
        </dl>
        {may &&
          (contact.blocked_at ? (
            <Button look="secondary" size="sm" className="self-start" busy={unblock.busy} onClick={() => void unblock.submit()}>
              {t.unblock}
            </Button>
          ) : (
            <Button look="secondary" size="sm" className="self-start" onClick={() => setBlocking(true)}>
              {t.block}
            </Button>
          ))}
        <ProblemNotice problem={unblock.problem} />
      </div>
      {blocking && <BlockDialog contact={contact} onClose={() => setBlocking(false)} />}
    </Card>
  );
}

function BlockDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const t = useWords(contacts);
  const common = useWords(shell);
  const change = useChange(contact);
  const [reason, setReason] = useState('');
  const form = useSubmit(() => change({ blocked_reason: reason }), onClose, ['blocked_reason']);
  return (
    <Dialog open onClose={onClose} title={t.blockTitle(contact.name ?? contact.phone)} description={t.blockText}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-4">
        <ProblemNotice problem={form.problem} />
        <Field label={t.blockReason} error={form.error('blocked_reason')}>
          <Input autoFocus value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <div className="flex flex-wrap justify-end gap-3 max-sm:*:grow">
          <Button look="secondary" onClick={onClose}>
            {common.cancel}
          </Button>
          <Button type="submit" look="danger" busy={form.busy}>
            {t.block}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
