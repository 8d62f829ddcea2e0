import { describe, expect, it } from 'vitest';
import { formatAgo, formatBytes, formatDuration, formatMetric, formatShort } from './format.ts';

describe('numbers for people', () => {
  it('shortens counts without rounding a unit over', () => {
    expect([0, 896, 999, 1000, 18432, 230_500, 999_700, 1_234_567].map(formatShort)).toEqual([
      '0',
      '896',
      '999',
      '1k',
      '18.4k',
      '231k',
      '1M',
      '1.2M',
    ]);
  });
  it('writes bytes in decimal units', () => {
    expect([12, 1000, 148_000_000, 84e9].map(formatBytes)).toEqual(['12 B', '1 kB', '148 MB', '84 GB']);
  });
  it('writes durations in two units at most', () => {
    expect([0.4, 59, 60, 125, 3600, 4800].map(formatDuration)).toEqual([
      '0 s',
      '59 s',
      '1 min',
      '2 min 5 s',
      '1 h',
      '1 h 20 min',
    ]);
  });
  it('shows a dash for a metric that is not known', () => {
    expect([0.79444, null, undefined, 123.456].map(formatMetric)).toEqual(['0.794', '–', '–', '123.5']);
  });
  it('says how long ago in words', () => {
    const now = new Date(2026, 4, 20, 12, 0);
    const ago = (...args: [number, number, number, number, number]) => formatAgo(new Date(...args).toISOString(), now);
    expect(ago(2026, 4, 20, 11, 48)).toBe('12 minutes ago');
    expect(ago(2026, 4, 20, 9, 5)).toBe('today, 9:05');
    expect(ago(2026, 4, 19, 23, 0)).toBe('yesterday');
    expect(ago(2026, 4, 16, 12, 0)).toBe('Saturday');
    expect(ago(2026, 2, 8, 12, 0)).toBe('8 March');
  });
});
