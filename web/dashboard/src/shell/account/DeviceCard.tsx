import { account } from '../../i18n/account';
import { LANGUAGES, setLanguage, useLanguage, type Language } from '../../i18n/language';
import { shell } from '../../i18n/shell';
import { useWords } from '../../i18n/words';
import { setTheme, useTheme, type Theme } from '../../theme/theme';
import { Card } from '../../ui/Card';
import { Field, Select } from '../../ui/Field';

/** What is chosen for this device alone. */
export function DeviceCard() {
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
