import { type Interval, wilsonInterval } from './wilson-interval.ts';

export interface Share {
  readonly share: number;
  readonly samples: number;
}

/**
 * The 95 % interval of `a.share - b.share`, by R. G. Newcombe's hybrid score method (1998, method 10), which takes the
 * two as independent. For two models judged on the same samples it is wider than a paired interval, never too bold.
 */
export function differenceInterval(a: Share, b: Share): Interval | null {
  const left = wilsonInterval(a.share, a.samples);
  const right = wilsonInterval(b.share, b.samples);
  if (!left || !right) return null;
  const difference = a.share - b.share;
  return {
    low: difference - Math.hypot(a.share - left.low, right.high - b.share),
    high: difference + Math.hypot(left.high - a.share, b.share - right.low),
  };
}
