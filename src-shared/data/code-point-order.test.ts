import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCodePoints } from './code-point-order.ts';

test('orders as the UTF-8 bytes do', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
      const encoder = new TextEncoder();
      expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(encoder.encode(a), encoder.encode(b)));
    }),
  );
  expect(['😀', '＀', 'b', 'ä', 'a'].sort(compareCodePoints)).toEqual(['a', 'b', 'ä', '＀', '😀']);
});
