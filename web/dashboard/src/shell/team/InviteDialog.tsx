import { useState } from 'react';

import { useGet } from '../../api/query';
import { LANGUAGES, useLanguage, type Language } from '../../i18n/language';
import { useProblemText } from '../../i18n/problems';
import { team } from '../../i18n/team';
import { useWords } from '../../i18n/words';
import { Dialog } from '../../ui/Dialog';
import { Field, Input, Select } from '../../ui/Field';
import { FormActions } from '../../ui/FormActions';
import { useSubmit } from '../../ui/form';
import { ProblemNotice } from '../../ui/Notice';
import { LinkDialog } from './LinkDialog';
import { RoleChoice } from './RoleChoice';
import type { Invitation, Invitations, Role, Team } from './team';
import { useChanged } from './useChanged';

type As<R extends Role> = Pick<Team<R>, 'roles' | 'does'> & { first: R };
type Body = { email: string; language: Language };

/** Whom to invite, and as what where there is a choice. */
export function InviteDialog<R extends Role>(
  props: { title?: string; onClose: () => void } & ({ of: Invitations<Body & { role: R }>; as: As<R> } | { of: Invitations<Body>; as?: never }),
) {
  const { title, as, of, onClose } = props;
  const t = useWords(team);
  const problems = useProblemText();
  const changed = useChanged(of.lists);
  const here = useLanguage();
  const sendsEmail = useGet('/api/v1/auth/email').data?.sends_email ?? true;
  const [email, setEmail] = useState('');
  const [role, setRole] = useState(as?.first);
  const [language, setLanguage] = useState<Language>(here);
  const [made, setMade] = useState<Invitation | null>(null);
  const form = useSubmit(
    () => (props.as ? props.of.invite({ email, role: role ?? props.as.first, language }) : props.of.invite({ email, language })),
    (invitation) => {
      changed(invitation.link ? undefined : t.invite.done(invitation.email));
      if (invitation.link) setMade(invitation);
      else onClose();
    },
    ['email'],
  );
  if (made?.link) return <LinkDialog email={made.email} link={made.link} onClose={onClose} />;
  const already = form.failed?.code === 'already_invited' ? problems.of(form.failed) : undefined;
  return (
    <Dialog open onClose={onClose} title={title ?? t.invite.action} description={sendsEmail ? t.invite.text : t.invite.noMail}>
      <form ref={form.form} onSubmit={form.submit} noValidate className="flex flex-col gap-5">
        {!already && <ProblemNotice problem={form.problem} />}
        <Field label={t.email} error={already ?? form.error('email')}>
          <Input type="email" name="email" autoComplete="off" inputMode="email" required autoFocus value={email} onChange={(event) => setEmail(event.target.value)} />
        </Field>
        {as && <RoleChoice roles={as.roles} does={as.does} value={role ?? as.first} onChange={setRole} />}
        {sendsEmail && (
          <Field label={t.invite.language}>
            <Select name="language" value={language} onChange={(event) => setLanguage(event.target.value as Language)}>
              {Object.entries(LANGUAGES).map(([value, name]) => (
                <option key={value} value={value}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <FormActions onCancel={onClose} submit={t.invite.submit} busy={form.busy} />
      </form>
    </Dialog>
  );
}
