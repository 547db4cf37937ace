import { Suspense, cloneElement, lazy, useState, type ComponentProps, type ComponentType, type ReactElement, type ReactNode } from 'react';

// What draws a menu is a fifth of all that the first page would load, and nobody opens a menu before the page is there: it comes when the
// pointer or the focus is on the button.
const drawn = () => import('./MenuDrawn');
const Drawn = lazy(async () => ({ default: (await drawn()).Menu }));

export interface MenuProps {
  /** The button. */
  trigger: ReactElement<ComponentProps<'button'>>;
  children: ReactNode;
  align?: 'start' | 'end';
}

/** A menu under a button. */
export function Menu(props: MenuProps) {
  const [asked, setAsked] = useState(false);
  const load = () => void drawn().catch(() => undefined);
  const closed = cloneElement(props.trigger, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: load,
    onFocus: load,
    onClick: () => setAsked(true),
    onKeyDown: (event) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      setAsked(true);
    },
  });
  if (!asked) return closed;
  return (
    <Suspense fallback={closed}>
      <Drawn {...props} />
    </Suspense>
  );
}

export interface MenuItemProps {
  onSelect: () => void;
  icon?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  children: ReactNode;
}

export const MenuItem = lazy(async () => ({ default: (await drawn()).MenuItem }));

export interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  options: Record<T, ReactNode>;
  onChange: (value: T) => void;
}

const Choice = lazy(async () => ({ default: (await drawn()).MenuChoice as ComponentType<MenuChoiceProps<string>> }));

/** One of several; the present one is marked. */
export function MenuChoice<T extends string>(props: MenuChoiceProps<T>) {
  return <Choice {...(props as unknown as MenuChoiceProps<string>)} />;
}

export const MenuLine = lazy(async () => ({ default: (await drawn()).MenuLine }));
