import { expect, test } from 'vitest';
import golden from './golden.json' with { type: 'json' };
import { type Box, meanAveragePrecision, overlap } from './mean-average-precision.ts';

test.each(golden.cases)('counts as pycocotools does: $found.length boxes found of $truths.length', (known) => {
  const truths = known.truths.map((truth) => ({ ...truth, box: truth.box as unknown as Box }));
  const found = known.found.map((each) => ({ ...each, box: each.box as unknown as Box }));
  const result = meanAveragePrecision(truths, found);
  expect(result.ap).toBeCloseTo(known.ap, 9);
  expect(result.ap50).toBeCloseTo(known.ap50, 9);
  expect(result.ap75).toBeCloseTo(known.ap75, 9);
});

test('without a true box nothing can be said', () => {
  const box: Box = [0, 0, 1, 1];
  expect(meanAveragePrecision([], [{ image: 1, category: 1, box, score: 1 }])).toEqual({
    ap: null,
    ap50: null,
    ap75: null,
  });
});

test('boxes that only touch share nothing', () => {
  expect(overlap([0, 0, 1, 1], [1, 0, 2, 1])).toBe(0);
  expect(overlap([0, 0, 2, 2], [1, 1, 3, 3])).toBeCloseTo(1 / 7);
});
