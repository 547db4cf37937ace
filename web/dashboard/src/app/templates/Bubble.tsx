import type { ReactNode } from 'react';

import { cx } from '../../ui/cx';
import { WhatsAppText } from './WhatsAppText';

/** A message as it stands in the chat of the person who gets it. */
export function Bubble({ text, note, brief = false, className }: { text: string; note?: ReactNode; /** Only its beginning. */ brief?: boolean; className?: string }) {
  return (
    <div className={cx('w-fit max-w-full min-w-24 rounded-2xl rounded-tl-md bg-accent-soft px-4 py-3 text-[0.9375rem] leading-normal text-accent-ink shadow-card', className)}>
      <div className={cx('wrap-anywhere whitespace-pre-wrap', brief && 'line-clamp-5')}>
        <WhatsAppText text={text} />
      </div>
      {note && <p className="mt-1 text-right text-xs">{note}</p>}
    </div>
  );
}
