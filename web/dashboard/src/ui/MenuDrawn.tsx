import { Check } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';

import { cx } from './cx';
import type { MenuChoiceProps, MenuItemProps, MenuProps } from './Menu';

const ITEM =
  'flex min-h-10 cursor-pointer items-center gap-3 rounded-lg px-3 text-[0.9375rem] outline-none select-none data-highlighted:bg-accent-soft data-highlighted:text-accent-ink data-disabled:cursor-default data-disabled:opacity-50 [&_svg]:size-4.5 [&_svg]:shrink-0';

/** Shown because it was asked for, so it begins open. Not modal: nothing is injected into the page's head. */
export function Menu({ trigger, children, align = 'end' }: MenuProps) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-50 min-w-52 animate-enter rounded-2xl border border-line bg-surface p-1.5 text-ink shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function MenuItem({ onSelect, icon, danger = false, disabled = false, children }: MenuItemProps) {
  return (
    <DropdownMenu.Item
      disabled={disabled}
      onSelect={onSelect}
      className={cx(ITEM, danger && 'text-bad-ink data-highlighted:bg-bad-soft data-highlighted:text-bad-ink')}
    >
      {icon}
      {children}
    </DropdownMenu.Item>
  );
}

export function MenuChoice<T extends string>({ label, value, options, onChange }: MenuChoiceProps<T>) {
  return (
    <DropdownMenu.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
      <DropdownMenu.Label className="px-3 pt-2 pb-1 text-xs font-semibold tracking-wide text-soft uppercase">{label}</DropdownMenu.Label>
      {(Object.keys(options) as T[]).map((option) => (
        <DropdownMenu.RadioItem key={option} value={option} className={ITEM}>
          <span className="size-4.5">
            <DropdownMenu.ItemIndicator>
              <Check aria-hidden />
            </DropdownMenu.ItemIndicator>
          </span>
          {options[option]}
        </DropdownMenu.RadioItem>
      ))}
    </DropdownMenu.RadioGroup>
  );
}

export function MenuLine() {
  return <DropdownMenu.Separator className="my-1.5 h-px bg-line" />;
}
