import type { ReactNode } from 'react';

interface FigureProps {
  /** What it is, with its split and count: `Accuracy, validation, 54`. */
  caption: ReactNode;
  /** Null while it can't be known: a dash is shown and `why` on hover. */
  value: string | null;
  unit?: string;
  /** The 95 % interval in words: `0.71 – 0.86`. */
  interval?: string | undefined;
  why?: string | undefined;
}

/** A number never stands alone: caption, value, interval. */
export function Figure({ caption, value, unit, interval, why }: FigureProps) {
  return (
    <dl className="figure">
      <dt>{caption}</dt>
      <dd data-tip={value === null ? why : undefined}>
        {value === null ? <span className="t3">–</span> : value}
        {value !== null && unit && <span className="unit">{unit}</span>}
        {value !== null && interval && <span className="interval">{interval}</span>}
      </dd>
    </dl>
  );
}
