import { Eye, EyeOff } from 'lucide-react';
import { useState, type ComponentProps } from 'react';

import { auth } from '../../i18n/auth';
import { useWords } from '../../i18n/words';
import { IconButton } from '../../ui/Button';
import { Input } from '../../ui/Field';

/** A password that can be looked at while typing. */
export function PasswordInput(props: Omit<ComponentProps<'input'>, 'type'>) {
  const t = useWords(auth);
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input {...props} type={shown ? 'text' : 'password'} className="pr-12" spellCheck={false} autoCapitalize="off" />
      <IconButton label={shown ? t.hidePassword : t.showPassword} aria-pressed={shown} onClick={() => setShown(!shown)} className="absolute top-0 right-0.5">
        {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
      </IconButton>
    </div>
  );
}
