import { useMemo } from 'react';
import { renderSVG } from 'uqr';

import { cx } from './cx';

/** Dark on white in both themes, with its quiet zone: cameras need it so. */
export function QrCode({ text, label, className }: { text: string; label: string; className?: string }) {
  const source = useMemo(
    () => `data:image/svg+xml,${encodeURIComponent(renderSVG(text, { border: 3, ecc: 'M', blackColor: '#0b1512', whiteColor: '#ffffff' }))}`,
    [text],
  );
  return <img src={source} alt={label} data-qr={text} draggable={false} className={cx('aspect-square w-full rounded-2xl bg-white [image-rendering:pixelated]', className)} />;
}
