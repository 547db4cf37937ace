import { useLayoutEffect, useState, type RefObject } from 'react';
import { flushSync } from 'react-dom';

/** Beyond what can be seen, above and below. */
const AHEAD = 10;
/** What exists changes only after so many rows, so that not every pixel of scrolling is work. */
const STEP = 5;
/** Before anything was measured. */
const AT_FIRST: readonly [number, number] = [0, 30];

/**
 * Which of `count` rows, all `size` pixels high, have to exist while `box` is scrolled: from the first to before the second. Rows of one
 * height need no measuring and no list of places, which for 100,000 rows would be made anew with every page.
 */
export function useInSight(box: RefObject<HTMLElement | null>, count: number, size: number): readonly [number, number] {
  const [span, setSpan] = useState(AT_FIRST);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const look = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / size / STEP) * STEP - AHEAD);
      const end = Math.ceil((element.scrollTop + element.clientHeight) / size / STEP) * STEP + AHEAD;
      setSpan((was) => (was[0] === first && was[1] === end ? was : [first, end]));
    };
    // In the same frame: otherwise a quick flick shows nothing for a moment.
    const scrolled = () => flushSync(look);
    const resized = new ResizeObserver(look);
    element.addEventListener('scroll', scrolled, { passive: true });
    resized.observe(element);
    return () => {
      element.removeEventListener('scroll', scrolled);
      resized.disconnect();
    };
  }, [box, size]);
  const end = Math.min(count, span[1]);
  return [Math.min(span[0], end), end];
}
