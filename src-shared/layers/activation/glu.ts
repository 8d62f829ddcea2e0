import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';
import { positionOf } from '../normalization.ts';

const params = z.object({
  axis: z
    .int()
    .min(-8)
    .max(8)
    .refine((axis) => axis !== 0, { error: 'an axis other than 0, the batch' })
    .default(-1)
    .meta({ title: 'Axis', description: 'Which axis is halved; -1 is the last.' }),
});

/** One half of the features decides how much of the other half goes on. */
export const glu = defineLayer({
  type: 'glu',
  title: 'GLU',
  alsoCalled: ['gated linear'],
  family: 'core',
  arity: 'one',
  params,
  doc: {
    summary: 'Halves an axis: the second half decides, value by value, how much of the first goes on.',
    inputShape: 'any, an even size along the axis',
    outputShape: 'as the input, half the size along the axis',
    formula: 'y = a · sigmoid(b), where x = [a b]',
    whenToUse: 'After a dense layer or a convolution of twice the width, in place of ReLU.',
    commonMistake: 'Forgetting that it halves: give the layer before it twice the units.',
    source: 'https://keras.io/api/ops/nn/',
  },
  next: ['dense', 'conv1d', 'layer_normalization'],
  summary: ({ axis }) => (axis === -1 ? '' : `axis ${axis}`),
  inferShape: (inputs, { axis }) => {
    const [input] = inputs;
    if (!input) return fails();
    const place = positionOf(input, axis);
    const dim = place === null ? undefined : input.dims[place];
    if (!dim || (dim.size !== null && dim.size % 2 !== 0)) {
      return fails({
        code: 'odd-size',
        severity: 'error',
        param: 'axis',
        expected: 'an axis of even size',
        found: formatBatchShape(input),
        message: `halves an axis, so its size must be even; got ${formatBatchShape(input)} from {input0} and axis ${axis}. Choose another axis, or give {input0} an even size.`,
      });
    }
    const halved = { ...dim, size: dim.size === null ? null : dim.size / 2 };
    return infers({ ...input, dims: input.dims.map((one, index) => (index === place ? halved : one)) });
  },
  weights: () => [],
  flops: (_inputs, _params, output) => 5 * knownElements(output),
  keras: { ...kerasForm('Glu', params), module: 'keras.src.ops.nn' },
});
