import { describe, expect, it } from 'vitest';
import { balanceOf, noFilter, sectionsOf, worstFirst } from './filter.ts';

const counts = [
  { label: 'cat', train: 70, validation: 15, test: 15 },
  { label: 'dog', train: 7, validation: 2, test: 1 },
];

describe('sectionsOf', () => {
  it('counts all, or one split, or one class', () => {
    expect(sectionsOf(counts, noFilter).map(({ count }) => count)).toEqual([100, 10]);
    expect(sectionsOf(counts, { ...noFilter, split: 'test' }).map(({ count }) => count)).toEqual([15, 1]);
    expect(sectionsOf(counts, { ...noFilter, label: 'dog' })).toEqual([{ label: 'dog', count: 10 }]);
  });
});

describe('balanceOf', () => {
  it('names what is uneven and what is missing', () => {
    expect(balanceOf(counts)).toEqual({ kind: 'uneven', ratio: 10 });
    expect(balanceOf([{ label: 'owl', train: 0, validation: 0, test: 1 }])).toEqual({
      kind: 'missing',
      labels: ['owl'],
    });
    expect(balanceOf([])).toBeNull();
  });
});

it('puts the worst problem first', () => {
  const sorted = worstFirst([
    { code: 'a', severity: 'info', count: 99 },
    { code: 'b', severity: 'warning', count: 1 },
    { code: 'c', severity: 'error', count: 1 },
    { code: 'd', severity: 'warning', count: 5 },
  ] as const);
  expect(sorted.map(({ code }) => code)).toEqual(['c', 'd', 'b', 'a']);
});
