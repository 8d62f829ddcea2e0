import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails, infers, unknownSize } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';
import { weightOptions } from '../weight-options.ts';

const params = z.object({
  shared_axes: z.array(z.int().min(1).max(8)).max(8).nullable().default(null).meta({
    title: 'Shared axes',
    description: 'Axes along which one slope is shared: 1, 2 gives each channel of a picture one slope.',
    control: 'shape',
    whenEmpty: 'none',
  }),
  ...weightOptions({ alpha: 'zeros' }),
});

/** Leaky ReLU whose slope below zero is learned. */
export const prelu = defineLayer({
  type: 'prelu',
  title: 'PReLU',
  family: 'core',
  isActivation: true,
  arity: 'one',
  mask: 'pass',
  params,
  doc: {
    summary: 'Leaky ReLU whose slope below zero is learned.',
    inputShape: '(batch, …)',
    outputShape: 'as the input',
    formula: 'y = x where x ≥ 0, else alpha · x',
    whenToUse: 'Where there are enough data to learn how much of the negative side should pass.',
    commonMistake: 'No shared axes on pictures: every pixel then has a slope of its own.',
    source: 'https://keras.io/api/layers/activation_layers/prelu/',
  },
  next: ['conv2d', 'dense', 'max_pooling2d', 'dropout'],
  summary: () => '',
  inferShape: (inputs, { shared_axes }) => {
    const input = inputs[0];
    if (!input) return fails();
    const unknown = input.dims.some(({ size }, index) => size === null && !shared_axes?.includes(index + 1));
    if (unknown) return unknownSize(input);
    const beyond = shared_axes?.find((axis) => axis > input.dims.length);
    if (beyond === undefined) return infers({ ...input, dtype: 'float32' });
    return fails({
      code: 'no-such-axis',
      severity: 'error',
      param: 'shared_axes',
      expected: `axes from 1 to ${input.dims.length}`,
      found: `${beyond}`,
      message: `shares its slopes along axis ${beyond}, but the input from {input0} has ${input.dims.length} axes besides the batch. Use axes from 1 to ${input.dims.length}.`,
      remedies: [{ kind: 'set-params', title: 'Share along no axis', params: { shared_axes: null } }],
    });
  },
  weights: (inputs, { shared_axes }) => {
    const sizes = inputs[0]?.dims.map(({ size }, index) => (shared_axes?.includes(index + 1) ? 1 : (size ?? 1))) ?? [];
    return [{ name: 'alpha', shape: sizes, trainable: true }];
  },
  flops: (_inputs, _params, output) => 2 * knownElements(output),
  keras: kerasForm('PReLU', params),
});
