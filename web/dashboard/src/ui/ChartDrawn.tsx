import 'uplot/dist/uPlot.min.css';

import { useEffect, useRef } from 'react';
import UPlot from 'uplot';

import { useFormat } from '../i18n/format';
import { shell } from '../i18n/shell';
import { useWords } from '../i18n/words';
import { useTheme } from '../theme/theme';

export interface Series {
  label: string;
  /** One value for each of `times`; null where there is none. */
  values: (number | null)[];
  /** A colour of styles.css: `--color-accent`. */
  colour: string;
}

/** `times` in seconds since 1970. `summary` says for screen readers what the lines show. */
export default function ChartDrawn({ times, series, summary, height = 224 }: { times: number[]; series: Series[]; summary: string; height?: number }) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const format = useFormat();
  const t = useWords(shell);
  const theme = useTheme();
  const shape = series.map(({ label, colour }) => `${label}${colour}`).join();
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    // The canvas knows no light-dark(): the colours as they are now.
    const colour = (name: string) => {
      const probe = document.createElement('span');
      probe.style.color = `var(${name})`;
      element.append(probe);
      const value = getComputedStyle(probe).color;
      probe.remove();
      return value;
    };
    const axis = { stroke: colour('--color-soft'), grid: { stroke: colour('--color-line'), width: 1 }, ticks: { show: false }, font: '12px system-ui' };
    const made = new UPlot(
      {
        width: element.clientWidth,
        height,
        legend: { live: true },
        cursor: { points: { size: 7 } },
        scales: { y: { range: (_, __, max) => [0, Math.max(1, max * 1.1)] } },
        axes: [
          // A minute is named once.
          { ...axis, values: (_, splits) => splits.map((at, n) => (n > 0 && format.time(at * 1000) === format.time((splits[n - 1] ?? 0) * 1000) ? '' : format.time(at * 1000))) },
          { ...axis, size: 48, values: (_, splits) => splits.map((value) => format.compact(value)) },
        ],
        series: [
          { label: t.time, value: (_, at) => (at == null ? '–' : format.time(at * 1000)) },
          ...series.map((one) => ({
            label: one.label,
            stroke: colour(one.colour),
            width: 2,
            value: (_: UPlot, value: number | null) => (value == null ? '–' : format.number(value)),
          })),
        ],
      },
      [times, ...series.map((one) => one.values)] as UPlot.AlignedData,
      element,
    );
    plot.current = made;
    const watch = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      made.destroy();
      plot.current = null;
    };
    // The data have their own effect; another set of lines, theme or language is another chart.
  }, [shape, theme, height, format, t]);
  useEffect(() => {
    plot.current?.setData([times, ...series.map((one) => one.values)] as UPlot.AlignedData);
  }, [times, series]);
  return (
    <figure className="m-0">
      <div ref={box} aria-hidden className="text-sm text-soft" />
      <figcaption className="sr-only">{summary}</figcaption>
    </figure>
  );
}
