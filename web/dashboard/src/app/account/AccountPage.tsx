import { LogOut } from 'lucide-react';

import { account } from '../../i18n/account';
import { shell } from '../../i18n/shell';
import { useWords } from '../../i18n/words';
import { DeviceCard } from '../../shell/account/DeviceCard';
import { EmailCard } from '../../shell/account/EmailCard';
import { LoginsCard } from '../../shell/account/LoginsCard';
import { PasswordCard } from '../../shell/account/PasswordCard';
import { SecondFactorCard } from '../../shell/account/SecondFactorCard';
import { YouCard } from '../../shell/account/YouCard';
import { logOut } from '../../shell/auth/logOut';
import { Button } from '../../ui/Button';
import { PageHeader } from '../../ui/Page';
import { useMe } from '../me';
import { BusinessCard } from './BusinessCard';

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
        <div className="flex min-w-0 flex-col gap-5">
          <YouCard me={me} />
          <DeviceCard />
          <EmailCard />
          <PasswordCard email={me.email} />
          <SecondFactorCard />
          <LoginsCard />
        </div>
      </div>
    </>
  );
}
