import { Check, Copy } from 'lucide-react';
import { useEffect, useState, type ComponentProps } from 'react';

import { Button } from './Button';

const SAID_MS = 2500;

/** Copies a text and says so in its own place: toasts stand behind a dialog. */
export function CopyButton({ text, label, copied: said, ...rest }: { text: string; label: string; copied: string } & Pick<ComponentProps<typeof Button>, 'look' | 'size' | 'className'>) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <Button look="secondary" {...rest} icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />} onClick={(event) => void copy(text, event.currentTarget).then(setCopied)}>
        {copied ? said : label}
      </Button>
      <span role="status" className="sr-only">
        {copied && said}
      </span>
    </>
  );
}

/** `beside`: an element that is not inert, for browsers without a clipboard: that exists only where the page is served securely. */
async function copy(text: string, beside: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.readOnly = true;
    area.className = 'sr-only';
    beside.after(area);
    const focused = document.activeElement;
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return done;
  }
}
