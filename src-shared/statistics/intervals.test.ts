import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differenceInterval } from './difference-interval.ts';
import { wilsonInterval } from './wilson-interval.ts';

describe('wilsonInterval', () => {
  it('agrees with published values (Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20)', () => {
    expect(wilsonInterval(81 / 263, 263)?.low).toBeCloseTo(0.2553, 4);
    expect(wilsonInterval(81 / 263, 263)?.high).toBeCloseTo(0.3662, 4);
    expect(wilsonInterval(15 / 148, 148)?.low).toBeCloseTo(0.0624, 4);
    expect(wilsonInterval(15 / 148, 148)?.high).toBeCloseTo(0.1605, 4);
    expect(wilsonInterval(0, 20)).toEqual({ low: 0, high: expect.closeTo(0.1611, 4) });
  });

  it('holds the share and stays within 0 and 1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (samples, share) => {
        const interval = wilsonInterval(share, samples);
        expect(interval?.low).toBeGreaterThanOrEqual(0);
        expect(interval?.low).toBeLessThanOrEqual(share + 1e-12);
        expect(interval?.high).toBeGreaterThanOrEqual(share - 1e-12);
        expect(interval?.high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('knows nothing without samples', () => expect(wilsonInterval(0.5, 0)).toBeNull());
});

describe('differenceInterval', () => {
  it('agrees with published values (Newcombe 1998, table II: 56/70 - 48/80)', () => {
    const interval = differenceInterval({ share: 56 / 70, samples: 70 }, { share: 48 / 80, samples: 80 });
    expect(interval?.low).toBeCloseTo(0.0524, 4);
    expect(interval?.high).toBeCloseTo(0.3339, 4);
  });
});
