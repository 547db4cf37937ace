import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';

import { account } from '../../i18n/account';
import { LANGUAGES, setLanguage, useLanguage, type Language } from '../../i18n/language';
import { shell } from '../../i18n/shell';
import { useWords } from '../../i18n/words';
import { logOut } from '../../shell/auth/logOut';
import { setTheme, useTheme, type Theme } from '../../theme/theme';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { Card } from '../../ui/Card';
import { Field, Select } from '../../ui/Field';
import { PageHeader } from '../../ui/Page';
import { useMe } from '../me';
import { BusinessCard } from './BusinessCard';
import { PasswordCard } from './PasswordCard';

export function AccountPage() {
  const t = useWords(account);
  const common = useWords(shell);
  const me = useMe();
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.lead}
        actions={
          <Button look="secondary" icon={<LogOut aria-hidden />} onClick={() => void logOut('/app/login')}>
            {common.logOut}
          </Button>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <BusinessCard />
        <div className="flex flex-col gap-5">
          <Card title={t.you}>
            <dl className="flex flex-col gap-3">
              <Fact name={t.name}>{me.name}</Fact>
              <Fact name={t.email}>
                <span className="break-all">{me.email}</span>
                <Badge tone={me.email_verified ? 'good' : 'warn'}>{me.email_verified ? t.verified : t.unverified}</Badge>
              </Fact>
              <Fact name={t.role}>{t.roles[me.role] ?? me.role}</Fact>
            </dl>
          </Card>
          <DeviceCard />
          <PasswordCard />
        </div>
      </div>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
      <dt className="text-soft">{name}</dt>
      <dd className="flex min-w-0 flex-wrap items-center gap-2 font-medium">{children}</dd>
    </div>
  );
}

function DeviceCard() {
  const t = useWords(account).device;
  const { themes } = useWords(shell);
  const language = useLanguage();
  const theme = useTheme();
  return (
    <Card title={t.title}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t.language}>
          <Select value={language} onChange={(event) => setLanguage(event.target.value as Language)}>
            {Object.entries(LANGUAGES).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t.theme}>
          <Select value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
            {Object.entries(themes).map(([key, name]) => (
              <option key={key} value={key}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </Card>
  );
}
