import { ChevronDown, CircleAlert } from 'lucide-react';
import { createContext, useContext, useId, useState, type ComponentProps, type ReactNode } from 'react';

import { cx } from './cx';

interface Wiring {
  id: string;
  described: string | undefined;
  invalid: boolean;
}
const Context = createContext<Wiring | null>(null);

/**
 * A label, its control, a hint and what is wrong, tied together for screen readers. The control inside takes its id from here. What is being
 * corrected is not called wrong any more, until it is sent again.
 */
export function Field({
  label,
  hint,
  error: told,
  optional,
  children,
  className,
}: {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null | undefined;
  /** The word that says that it may stay empty. */
  optional?: string;
  children: ReactNode;
  className?: string;
}) {
  const id = useId();
  const [changed, setChanged] = useState(false);
  if (changed && !told) setChanged(false);
  const error = changed ? undefined : told;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={cx('flex min-w-0 flex-col gap-1.5', className)} onInput={() => told && setChanged(true)}>
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
        {optional && <span className="font-normal text-soft"> · {optional}</span>}
      </label>
      <Context value={{ id, described, invalid: Boolean(error) }}>{children}</Context>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {error && <Fault id={`${id}-error`}>{error}</Fault>}
    </div>
  );
}

function Fault({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-sm font-medium text-bad-ink">
      <CircleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
      {children}
    </p>
  );
}

function useWiring(): { id?: string; 'aria-describedby'?: string; 'aria-invalid'?: true } {
  const wiring = useContext(Context);
  if (!wiring) return {};
  return {
    id: wiring.id,
    ...(wiring.described ? { 'aria-describedby': wiring.described } : {}),
    ...(wiring.invalid ? { 'aria-invalid': true as const } : {}),
  };
}

const BOX =
  'w-full min-h-11 rounded-xl border border-edge bg-surface px-3.5 text-ink placeholder:text-soft focus:border-accent aria-invalid:border-bad aria-invalid:border-2 disabled:bg-sunken disabled:text-soft [&[readonly]]:bg-sunken';

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return <input {...useWiring()} className={cx(BOX, className)} data-autofocus={rest.autoFocus || undefined} {...rest} />;
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<'textarea'>) {
  return <textarea {...useWiring()} rows={rows} className={cx(BOX, 'resize-y py-2.5 leading-normal', className)} data-autofocus={rest.autoFocus || undefined} {...rest} />;
}

/** The system's own list: quick, and at home on phones. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className="relative block">
      <select {...useWiring()} className={cx(BOX, 'appearance-none pr-10 text-ellipsis', className)} {...rest}>
        {children}
      </select>
      <ChevronDown className="pointer-events-none absolute top-1/2 right-3 size-4.5 -translate-y-1/2 text-soft" aria-hidden />
    </span>
  );
}

/** A box to tick, its label beside it. */
export function Checkbox({ label, hint, error, className, ...rest }: Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode; error?: string | undefined }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
  return (
    <div className={cx('flex items-start gap-3', className)}>
      <input
        id={id}
        type="checkbox"
        className="mt-0.5 size-5 shrink-0 cursor-pointer accent-accent"
        aria-describedby={described}
        aria-invalid={error ? true : undefined}
        {...rest}
      />
      <div>
        <label htmlFor={id} className="cursor-pointer text-[0.9375rem]">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-soft">
            {hint}
          </p>
        )}
        {error && <Fault id={`${id}-error`}>{error}</Fault>}
      </div>
    </div>
  );
}

/** On or off, at once. */
export function Switch({
  label,
  hint,
  className,
  ...rest
}: Omit<ComponentProps<'input'>, 'type' | 'role'> & { label: ReactNode; hint?: ReactNode }) {
  const id = useId();
  return (
    <div className={cx('flex items-start justify-between gap-4', className)}>
      <div>
        <label htmlFor={id} className="cursor-pointer font-medium">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-sm text-soft">
            {hint}
          </p>
        )}
      </div>
      <input
        id={id}
        type="checkbox"
        role="switch"
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="relative mt-0.5 h-7 w-12 shrink-0 cursor-pointer appearance-none rounded-full border border-edge bg-sunken transition-colors before:absolute before:top-1/2 before:left-1 before:size-5 before:-translate-y-1/2 before:rounded-full before:bg-edge before:transition-transform checked:border-accent checked:bg-accent checked:before:translate-x-5 checked:before:bg-on-accent disabled:opacity-50"
        {...rest}
      />
    </div>
  );
}
