import { z } from 'zod';
import { formatBatchShape } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference } from './definition.ts';
import { fails, infers } from './inference.ts';

/** One size for each dimension, the batch first; null takes the input's. */
export type NoiseShape = readonly (number | null)[] | null;

/** Keras's `noise_shape`: which values share one draw. */
export const noiseShapeParam = z
  .array(
    z
      .int()
      .min(1)
      .max(2 ** 26)
      .nullable(),
  )
  .min(1)
  .max(8)
  .nullable()
  .default(null)
  .meta({
    title: 'Noise shape',
    description:
      'Which values share one draw, the batch first: 1 where a dimension shares it, all where each place has its own. “all, 1, 1, 1” hides whole pictures.',
    control: 'shape',
    whenEmpty: 'a draw for each value',
    advanced: true,
  });

/** `[null, 1]` as a person reads and types it: `all, 1`. */
const words = (shape: readonly (number | null)[]): string => shape.map((size) => size ?? 'all').join(', ');

/** ` · draws (all, 1, 1)`, or nothing where each value has its own. */
export const noiseSuffix = (shape: NoiseShape): string => (shape ? ` · draws (${words(shape)})` : '');

/** Goes through, where the draws fit the input: aligned at the last dimension, each 1 or as large as the input there. */
export function passesNoise(inputs: readonly SymbolicTensor[], shape: NoiseShape): Inference {
  const input = inputs[0];
  if (!input) return fails();
  if (!shape) return infers(input);
  const sizes = [null, ...input.dims.map(({ size }) => size)];
  const before = sizes.length - shape.length;
  // A null takes the size at its own place from the front, which is another one where there are fewer than dimensions.
  const even = before === 0 || (before > 0 && !shape.includes(null));
  const fits =
    even &&
    shape.every((size, place) => {
      const there = sizes[before + place] ?? null;
      if (before + place === 0) return size === null || size === 1;
      return size === null || size === 1 || there === null || size === there;
    });
  if (fits) return infers(input);
  const whole = input.dims.map(() => 1);
  return fails({
    code: 'noise-shape-mismatch',
    severity: 'error',
    param: 'noise_shape',
    expected: `1 or all for the batch, and 1, all or the size itself for each dimension of ${formatBatchShape(input)}`,
    found: `(${words(shape)})`,
    message: `can't spread the noise shape (${words(shape)}) over ${formatBatchShape(input)} from {input0}. Give one entry for each dimension, the batch first: 1 where it shares a draw, all where it doesn't.`,
    remedies: [
      { kind: 'set-params', title: 'One draw for each value', params: { noise_shape: null } },
      { kind: 'set-params', title: 'One draw for each sample', params: { noise_shape: [null, ...whole] } },
    ],
  });
}
