import { expect, test } from 'vitest';
import { hasDiverged, RATE_STEPS, type RatePoint, rateOfStep, smoothLosses, suggestRate } from './rate-range.ts';

/** Flat, then falling around 1e-3, lowest near 1e-1, then up and away. */
const typical = (rate: number) => 2.3 - 1.5 / (1 + (1e-3 / rate) ** 2) + (rate / 0.3) ** 3;
const points = (loss: (rate: number, step: number) => number | null): RatePoint[] =>
  Array.from({ length: RATE_STEPS }, (_, step) => ({ rate: rateOfStep(step), loss: loss(rateOfStep(step), step) }));

test('rates grow evenly by factor from 1e-7 to 10', () => {
  expect(rateOfStep(0)).toBeCloseTo(1e-7, 12);
  expect(rateOfStep(RATE_STEPS - 1)).toBeCloseTo(10, 9);
  expect(rateOfStep(2) / rateOfStep(1)).toBeCloseTo(rateOfStep(60) / rateOfStep(59), 9);
});

test('the smoothed loss begins at the loss', () => {
  expect(smoothLosses([{ rate: 1, loss: 3 }])[0]).toBeCloseTo(3);
});

test('the steepest fall is suggested, a little after the true one since smoothing lags', () => {
  const found = suggestRate(points(typical));
  expect(found?.steepest).toBeGreaterThan(3e-4);
  expect(found?.steepest).toBeLessThan(1e-2);
  expect(found?.lowest).toBeGreaterThan(found?.steepest ?? 0);
});

test('a loss that never falls gives no suggestion', () => {
  expect(suggestRate(points((_rate, step) => 2.3 + 0.05 * Math.sin(step * 7)))).toBeNull();
  expect(suggestRate(points(typical).slice(0, 5))).toBeNull();
});

test('it has diverged at four times the lowest, or at what is no number', () => {
  const found = points(typical);
  const first = found.findIndex((_, step) => hasDiverged(found.slice(0, step + 1)));
  expect(found[first]?.rate).toBeGreaterThan(0.1);
  expect(hasDiverged(points((rate) => (rate > 1 ? null : 2)).filter(({ rate }) => rate < 2))).toBe(true);
});
