import { LogOut } from 'lucide-react';

import { useGet } from '../../api/query';
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

/** The administrator's own log-in. */
export function AccountPage() {
  const t = useWords(account);
  const common = useWords(shell);
  // The shell has loaded it.
  const me = useGet('/api/v1/auth/me').data;
  return (
    <>
      <PageHeader
        title={t.title}
        lead={t.console.lead}
        actions={
          <Button look="secondary" icon={<LogOut aria-hidden />} onClick={() => void logOut('/admin/login')}>
            {common.logOut}
          </Button>
        }
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-5">
          {me && <YouCard me={me} />}
          <SecondFactorCard />
          <DeviceCard />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <EmailCard />
          {me && <PasswordCard email={me.email} />}
          <LoginsCard />
        </div>
      </div>
    </>
  );
}
