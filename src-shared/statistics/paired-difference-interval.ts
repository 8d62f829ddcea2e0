import type { PairedCounts } from './paired-counts.ts';
import { type Interval, wilsonInterval } from './wilson-interval.ts';

/**
 * The 95 % interval of the share that A gets right minus the share that B gets right, on the same samples, by method 10
 * of R. G. Newcombe (Statistics in Medicine 17, 1998, 2635–2650): two Wilson intervals, joined with the correlation of
 * the two. Null without samples.
 */
export function pairedDifferenceInterval({ bothRight, onlyA, onlyB, bothWrong }: PairedCounts): Interval | null {
  const samples = bothRight + onlyA + onlyB + bothWrong;
  const a = (bothRight + onlyA) / samples;
  const b = (bothRight + onlyB) / samples;
  const left = wilsonInterval(a, samples);
  const right = wilsonInterval(b, samples);
  if (!left || !right) return null;
  const phi = correlation({ bothRight, onlyA, onlyB, bothWrong }, samples);
  const joined = (x: number, y: number) => Math.sqrt(Math.max(0, x * x - 2 * phi * x * y + y * y));
  return {
    low: Math.max(-1, a - b - joined(a - left.low, right.high - b)),
    high: Math.min(1, a - b + joined(b - right.low, left.high - a)),
  };
}

/** The phi coefficient, a positive one corrected for continuity; 0 where either is always right or always wrong. */
function correlation({ bothRight, onlyA, onlyB, bothWrong }: PairedCounts, samples: number): number {
  const margins = [bothRight + onlyA, onlyB + bothWrong, bothRight + onlyB, onlyA + bothWrong];
  if (margins.includes(0)) return 0;
  const cross = bothRight * bothWrong - onlyA * onlyB;
  const corrected = cross > 0 ? Math.max(0, cross - samples / 2) : cross;
  return corrected / margins.reduce((product, margin) => product * Math.sqrt(margin), 1);
}
