import { Tooltip as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** A word about a control, on hover and focus. Never the only place where something is said. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <Radix.Provider delayDuration={300}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content sideOffset={6} collisionPadding={12} className="z-50 max-w-64 animate-enter rounded-lg bg-ink px-3 py-1.5 text-sm text-paper shadow-float">
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
