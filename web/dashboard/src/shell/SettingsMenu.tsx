import { LogOut, Settings2, UserRound } from 'lucide-react';

import { LANGUAGES, setLanguage, useLanguage } from '../i18n/language';
import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { setTheme, useTheme } from '../theme/theme';
import { IconButton } from '../ui/Button';
import { Menu, MenuChoice, MenuItem, MenuLine, type MenuProps } from '../ui/Menu';

/** Language and appearance; with a log-in also the account and the way out. */
export function SettingsMenu({ onAccount, onLogOut, className, trigger }: { onAccount?: () => void; onLogOut?: () => void; className?: string; trigger?: MenuProps['trigger'] }) {
  const t = useWords(shell);
  const language = useLanguage();
  const theme = useTheme();
  return (
    <Menu
      trigger={
        trigger ?? (
          <IconButton label={onLogOut ? t.account : t.settings} {...(className ? { className } : {})}>
            {onLogOut ? <UserRound aria-hidden /> : <Settings2 aria-hidden />}
          </IconButton>
        )
      }
    >
      {onAccount && (
        <>
          <MenuItem icon={<UserRound aria-hidden />} onSelect={onAccount}>
            {t.account}
          </MenuItem>
          <MenuLine />
        </>
      )}
      <MenuChoice label={t.language} value={language} options={LANGUAGES} onChange={setLanguage} />
      <MenuLine />
      <MenuChoice label={t.theme} value={theme} options={t.themes} onChange={setTheme} />
      {onLogOut && (
        <>
          <MenuLine />
          <MenuItem icon={<LogOut aria-hidden />} onSelect={onLogOut}>
            {t.logOut}
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
