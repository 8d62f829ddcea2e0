import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareCodePoints } from './code-point-order.ts';

// Of all code points but surrogates, which are none; the borders are where mistakes live.
const text = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }), fc.constant(0xffff)))
  .map((points) => String.fromCodePoint(...points));

test('orders as the UTF-8 bytes do', () => {
  fc.assert(
    fc.property(text, text, (a, b) => {
      const encoder = new TextEncoder();
      expect(Math.sign(compareCodePoints(a, b))).toBe(Buffer.compare(encoder.encode(a), encoder.encode(b)));
    }),
  );
  expect(['😀', '＀', 'b', 'ä', 'a'].sort(compareCodePoints)).toEqual(['a', 'b', 'ä', '＀', '😀']);
});
