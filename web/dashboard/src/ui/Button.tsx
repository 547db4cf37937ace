import { Link } from '@tanstack/react-router';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';

import { cx } from './cx';

type Look = 'primary' | 'secondary' | 'quiet' | 'danger';
type Size = 'md' | 'sm';

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  secondary: 'bg-surface text-ink border border-edge hover:bg-sunken',
  quiet: 'text-accent hover:bg-accent-soft hover:text-accent-ink',
  danger: 'bg-bad text-on-bad hover:brightness-110',
};
const SIZES: Record<Size, string> = { md: 'min-h-11 px-4 text-[0.9375rem]', sm: 'min-h-9 px-3 text-sm' };

export function buttonLook(look: Look = 'primary', size: Size = 'md'): string {
  return cx(
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-xl font-semibold whitespace-nowrap transition-colors select-none [&_svg]:size-[1.125em] [&_svg]:shrink-0',
    LOOKS[look],
    SIZES[size],
  );
}

/** `busy` shows that it works and takes no second click; the button keeps the focus. */
export function Button({
  look,
  size,
  busy = false,
  icon,
  className,
  children,
  onClick,
  type = 'button',
  ...rest
}: ComponentProps<'button'> & { look?: Look; size?: Size; busy?: boolean; icon?: ReactNode }) {
  return (
    <button
      type={type}
      className={cx(buttonLook(look, size), 'disabled:cursor-not-allowed disabled:opacity-55', busy && 'cursor-progress', className)}
      aria-disabled={busy || undefined}
      data-autofocus={rest.autoFocus || undefined}
      onClick={(event) => (busy ? event.preventDefault() : onClick?.(event))}
      {...rest}
    >
      {busy ? <LoaderCircle className="animate-spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}

/** A link that looks like a button: it goes somewhere. */
export function ButtonLink({
  to,
  params,
  search,
  look,
  size,
  icon,
  children,
  className,
}: {
  to: string;
  params?: Record<string, string>;
  search?: Record<string, string>;
  look?: Look;
  size?: Size;
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <Link to={to} {...(params ? { params: params as never } : {})} {...(search ? { search: search as never } : {})} className={cx(buttonLook(look, size), className)}>
      {icon}
      {children}
    </Link>
  );
}

/** Only a picture; `label` is what it says. */
export function IconButton({ label, children, className, ...rest }: ComponentProps<'button'> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className={cx('inline-flex size-11 shrink-0 items-center justify-center rounded-xl text-soft hover:bg-sunken hover:text-ink [&_svg]:size-5', className)}
      {...rest}
    >
      {children}
    </button>
  );
}
