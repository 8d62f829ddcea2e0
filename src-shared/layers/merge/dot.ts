import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import type { Dimension } from '../../shapes/symbolic.ts';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';
import { positionOf } from '../normalization.ts';

const params = z.object({
  axes: z
    .preprocess(
      (value) => (typeof value === 'number' ? [value, value] : value),
      z.array(z.int().min(-8).max(8)).length(2),
    )
    .refine((axes) => !axes.includes(0), { error: 'axes other than 0, the batch' })
    .default([-1, -1])
    .meta({
      title: 'Axes',
      description: 'Along which axis of the first and of the second input products are added up; -1 is the last.',
      parts: ['first input', 'second input'],
    }),
  normalize: z.boolean().default(false).meta({
    title: 'Normalize',
    description: 'Brings vectors to length 1 first, so that the result is their cosine.',
  }),
});

const without = (dims: readonly Dimension[], position: number) => dims.filter((_, index) => index !== position);

/** Multiplies two inputs value by value and adds up along an axis. */
export const dot = defineLayer({
  type: 'dot',
  title: 'Dot',
  alsoCalled: ['cosine similarity', 'inner product'],
  family: 'merge',
  arity: 'many',
  mask: 'end',
  params,
  doc: {
    summary: 'Multiplies two inputs and adds up along one axis of each: how alike they are.',
    inputShape: 'two with the same size along the axes',
    outputShape: 'what is left of both shapes',
    formula: 'y = Σ x₁ · x₂ along the axes',
    whenToUse: 'To compare two vectors, such as a person’s and a film’s; normalized, it is their cosine.',
    commonMistake: 'Counting the batch as an axis: it is axis 0 and stays apart.',
    source: 'https://keras.io/api/layers/merging_layers/dot/',
  },
  next: ['dense', 'activation'],
  summary: ({ normalize }) => (normalize ? 'cosine' : ''),
  inferShape: (inputs, { axes }) => {
    const [first, second, ...more] = inputs;
    if (!first || !second) return fails();
    const places = [positionOf(first, axes[0] ?? -1), positionOf(second, axes[1] ?? -1)];
    const sizes = [first.dims[places[0] ?? -1]?.size, second.dims[places[1] ?? -1]?.size];
    const known = sizes.every((size) => size != null);
    if (more.length > 0 || sizes.includes(undefined) || (known && sizes[0] !== sizes[1])) {
      const found = `${formatBatchShape(first)} and ${formatBatchShape(second)}`;
      return fails({
        code: 'shape-mismatch',
        severity: 'error',
        param: 'axes',
        expected: 'exactly 2 inputs of the same size along the axes',
        found: more.length > 0 ? `${inputs.length} inputs` : found,
        message: `multiplies exactly 2 inputs of the same size along axes ${axes.join(' and ')}; got ${found} from {input0} and {input1}. Choose axes of one size, or bring both to one with dense.`,
      });
    }
    const dims = [...without(first.dims, places[0] ?? 0), ...without(second.dims, places[1] ?? 0)];
    return infers({ dims: dims.length === 0 ? [{ size: 1, axis: 'features' }] : dims, dtype: 'float32' });
  },
  weights: () => [],
  flops: (inputs, { axes }, output) => {
    const [first] = inputs;
    const size = first ? (first.dims[positionOf(first, axes[0] ?? -1) ?? -1]?.size ?? 1) : 1;
    return 2 * size * knownElements(output);
  },
  keras: kerasForm('Dot', params),
});
