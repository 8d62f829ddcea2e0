import util from 'node:util';
import { expect, test } from 'vitest';
import { floatsOfBytes } from './pixels.ts';
import { keyOf, uniform } from './random.ts';
import { tf } from './tf.ts';

test('tfjs runs on TensorFlow in this Node, with the functions that it misses', () => {
  const old = util as unknown as Record<'isNullOrUndefined' | 'isArray', (value: unknown) => boolean>;
  expect([undefined, null, 0, ''].map(old.isNullOrUndefined)).toEqual([true, true, false, false]);
  expect([[], {}].map(old.isArray)).toEqual([true, false]);
  expect(tf.getBackend()).toBe('tensorflow');
  expect(tf.tidy(() => [...tf.matMul([[1, 2]], [[3], [4]]).dataSync()])).toEqual([11]);
});

test('bytes become floats of the same value, and the array may be used again', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
  const floats = floatsOfBytes(bytes, [2, 128]);
  bytes.fill(0);
  expect(floats.dtype).toBe('float32');
  expect([...floats.dataSync()]).toEqual(Array.from({ length: 256 }, (_, index) => index));
  floats.dispose();
});

test('random numbers depend on seed, name and counter alone, and are spread evenly', () => {
  const at = (seed: number, name: string, counter: number): string =>
    tf.tidy(() => uniform([4], keyOf(seed, name), counter).dataSync().join());
  const all = [at(1, 'a', 0), at(2, 'a', 0), at(1, 'b', 0), at(1, 'a', 1)];
  expect(new Set(all).size).toBe(4);
  expect(at(1, 'a', 0)).toBe(all[0]);
  const mean = tf.tidy(() => uniform([20_000], keyOf(7, 'mean'), 3, -1, 3).mean().dataSync()[0]);
  expect(mean).toBeCloseTo(1, 1);
});
