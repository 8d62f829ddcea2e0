import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mcnemarMidP } from './mcnemar.ts';
import { pairedDifferenceInterval } from './paired-difference-interval.ts';

const counts = (bothRight: number, onlyA: number, onlyB: number, bothWrong: number) => ({
  bothRight,
  onlyA,
  onlyB,
  bothWrong,
});

describe('pairedDifferenceInterval', () => {
  it('agrees with published values', () => {
    // Fagerland, Lydersen, Laake: Statistical Analysis of Contingency Tables, chapter 8 (Bentur et al. 2009).
    const bentur = pairedDifferenceInterval(counts(1, 1, 7, 12));
    expect(bentur?.low).toBeCloseTo(-0.507, 3);
    expect(bentur?.high).toBeCloseTo(-0.026, 3);
    // Altman et al., Statistics with Confidence, 2nd edition, table 6.2.
    const altman = pairedDifferenceInterval(counts(14, 5, 0, 22));
    expect(altman?.low).toBeCloseTo(0.0115, 4);
    expect(altman?.high).toBeCloseTo(0.2265, 4);
  });

  it('mirrors when A and B change places, holds the difference and stays within -1 and 1', () => {
    const count = fc.nat(400);
    fc.assert(
      fc.property(count, count, count, count, (bothRight, onlyA, onlyB, bothWrong) => {
        const samples = bothRight + onlyA + onlyB + bothWrong;
        fc.pre(samples > 0);
        const there = pairedDifferenceInterval(counts(bothRight, onlyA, onlyB, bothWrong));
        const back = pairedDifferenceInterval(counts(bothRight, onlyB, onlyA, bothWrong));
        const difference = (onlyA - onlyB) / samples;
        expect(there?.low).toBeCloseTo(-(back?.high ?? 9), 10);
        expect(there?.low).toBeLessThanOrEqual(difference + 1e-12);
        expect(there?.high).toBeGreaterThanOrEqual(difference - 1e-12);
        expect(there?.low).toBeGreaterThanOrEqual(-1);
        expect(there?.high).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is narrower than for two sets of pictures where both stumble over the same ones', () => {
    const interval = pairedDifferenceInterval(counts(420, 25, 5, 50));
    expect(interval?.low).toBeGreaterThan(0.015);
    expect(interval?.high).toBeLessThan(0.065);
  });

  it('knows nothing without samples', () => expect(pairedDifferenceInterval(counts(0, 0, 0, 0))).toBeNull());
});

describe('mcnemarMidP', () => {
  it('agrees with values of exact rational arithmetic and with published ones', () => {
    // Fagerland et al. 2013: exact conditional 0.070, mid-p 0.039.
    expect(mcnemarMidP(1, 7)).toBe(0.0390625);
    expect(mcnemarMidP(6, 16)).toBeCloseTo(0.03468966484069824, 14);
    expect(mcnemarMidP(121, 59)).toBeCloseTo(3.2666467957745924e-6, 15);
    expect(mcnemarMidP(900, 1000)).toBeCloseTo(0.021791499253713424, 10);
    expect(mcnemarMidP(2400, 2600)).toBeCloseTo(0.004677045349937089, 10);
    expect(mcnemarMidP(0, 20)).toBeCloseTo(2 ** -20, 15);
  });

  it('is 1 where the disagreements are even, or there is none', () => {
    expect(mcnemarMidP(0, 0)).toBe(1);
    expect(mcnemarMidP(3, 3)).toBeCloseTo(1, 14);
    expect(mcnemarMidP(400, 400)).toBeCloseTo(1, 10);
  });
});
