import { expect, test } from 'vitest';
import { formatNumber, formatShare } from './format-number.ts';

test('values of any size in three digits', () => {
  expect([0.012345, -1.5, 0, 255, 1234567, 2.13e-6, -2.1e-6].map(formatNumber)).toEqual([
    '0.0123',
    '−1.5',
    '0',
    '255',
    '1.2e6',
    '2.1e−6',
    '−2.1e−6',
  ]);
  expect(formatNumber(null)).toBe('–');
  expect([0, 0.612, 0.004, 0.0000001].map(formatShare)).toEqual([
    '0\u00a0%',
    '61\u00a0%',
    '0.4\u00a0%',
    'under 0.1\u00a0%',
  ]);
});
