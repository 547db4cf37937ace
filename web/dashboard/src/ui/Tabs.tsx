import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** `value` and `onChange` where the page's address keeps the choice; without them it starts with the first. */
export function Tabs({
  label,
  tabs,
  value,
  onChange,
}: {
  label: string;
  tabs: { key: string; label: ReactNode; content: ReactNode }[];
  value?: string;
  onChange?: (key: string) => void;
}) {
  return (
    <Radix.Root
      defaultValue={tabs[0]?.key ?? ''}
      {...(value !== undefined ? { value } : {})}
      {...(onChange ? { onValueChange: onChange } : {})}
    >
      <Radix.List aria-label={label} className="mb-5 flex gap-1 overflow-x-auto border-b border-line">
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.key}
            value={tab.key}
            className="-mb-px min-h-11 border-b-2 border-transparent px-3.5 text-[0.9375rem] font-semibold whitespace-nowrap text-soft hover:text-ink data-[state=active]:border-accent data-[state=active]:text-accent focus-visible:-outline-offset-2"
          >
            {tab.label}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => (
        <Radix.Content key={tab.key} value={tab.key} className="focus-visible:outline-offset-4">
          {tab.content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
