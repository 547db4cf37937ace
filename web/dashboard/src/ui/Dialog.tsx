import { X } from 'lucide-react';
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { Button, IconButton } from './Button';
import { cx } from './cx';

/** Within this time of the first comes the second click of a double click. */
export const SECOND_CLICK_MS = 700;

/**
 * The browser's own modal dialog: it keeps the focus, makes the rest inert, closes by Escape and gives the focus back, without any injected
 * style. `onClose` is absent where the person must answer. It stands at the end of the page, as a form inside a form would send the outer one.
 */
export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  actions,
  wide = false,
}: {
  open: boolean;
  onClose?: (() => void) | undefined;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  wide?: boolean;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const openedAt = useRef(0);
  const id = useId();
  const t = useWords(shell);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || !open) return;
    const opener = document.activeElement;
    dialog.showModal();
    openedAt.current = performance.now();
    // React focuses what has `autoFocus` while the dialog is still closed.
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => {
      dialog.close();
      // A dialog that goes from the page at once gives nothing back by itself.
      const lost = !document.activeElement || document.activeElement === document.body;
      if (lost && opener instanceof HTMLElement && opener.isConnected) opener.focus({ preventScroll: true });
    };
  }, [open]);
  return createPortal(
    <dialog
      ref={ref}
      aria-labelledby={`${id}-title`}
      // Chromium lets the second Escape through whatever the page says to the first.
      closedby={onClose ? 'closerequest' : 'none'}
      aria-describedby={description ? `${id}-text` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onMouseDown={(event) => {
        // The second click of the double click that opened it falls beside it.
        const late = performance.now() - openedAt.current > SECOND_CLICK_MS;
        if (event.target === ref.current && late) onClose?.();
      }}
      className={cx(
        'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] rounded-card border border-line bg-surface p-0 text-ink shadow-float backdrop:bg-[#07110e]/55 open:animate-enter',
        wide ? 'max-w-3xl' : 'max-w-md',
      )}
    >
      {open && (
        <div className="flex flex-col gap-5 p-5 sm:p-6">
          <div className="flex items-start justify-between gap-3">
            <h2 id={`${id}-title`} className="text-lg font-bold">
              {title}
            </h2>
            {onClose && (
              <IconButton label={t.close} onClick={onClose} className="-mt-2 -mr-2">
                <X aria-hidden />
              </IconButton>
            )}
          </div>
          {description && (
            <div id={`${id}-text`} className="-mt-2 text-soft">
              {description}
            </div>
          )}
          {children}
          {actions && <div className="flex flex-wrap justify-end gap-3 max-sm:*:grow">{actions}</div>}
        </div>
      )}
    </dialog>,
    document.body,
  );
}

/** Asks before something that cannot be undone. The harmless answer has the focus. */
export function ConfirmDialog({
  open,
  onClose,
  onConfirm,
  title,
  description,
  confirm,
  keep,
  busy = false,
  danger = true,
  children,
}: {
  open: boolean;
  onClose: () => void;
  onConfirm: () => void;
  title: ReactNode;
  description: ReactNode;
  confirm: ReactNode;
  /** What the harmless answer is called, where "Cancel" could be taken for the other. */
  keep?: ReactNode;
  busy?: boolean;
  danger?: boolean;
  children?: ReactNode;
}) {
  const t = useWords(shell);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={title}
      description={description}
      actions={
        <>
          <Button look="secondary" onClick={onClose} autoFocus>
            {keep ?? t.cancel}
          </Button>
          <Button look={danger ? 'danger' : 'primary'} busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
