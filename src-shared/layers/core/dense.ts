import { z } from 'zod';
import { formatShape } from '../../shapes/format.ts';
import { knownElements, withLast } from '../../shapes/tensors.ts';
import { activationParam, activationSuffix } from '../activations.ts';
import { defineLayer } from '../define.ts';
import { fails, infers, unknownSize } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';
import { useBiasParam } from '../params.ts';
import { activityRegularizerParam } from '../regularizers.ts';
import { weightOptions } from '../weight-options.ts';

const params = z.object({
  units: z.int().min(1).max(1_000_000).default(64).meta({
    title: 'Units',
    description: 'How many values come out; before a softmax output, the number of classes.',
  }),
  activation: activationParam(),
  use_bias: useBiasParam,
  ...weightOptions({ kernel: 'glorot_uniform', bias: 'zeros' }),
  activity_regularizer: activityRegularizerParam,
});

/** Every output is a weighted sum of every input; acts on the last dimension. */
export const dense = defineLayer({
  type: 'dense',
  title: 'Dense',
  alsoCalled: ['fully connected', 'linear', 'fc', 'perceptron'],
  family: 'core',
  shortcut: 'd',
  arity: 'one',
  mask: 'pass',
  widthParam: 'units',
  params,
  doc: {
    summary: 'Connects every input value with every output value by a trainable weight.',
    inputShape: '(batch, …, features)',
    outputShape: '(batch, …, units)',
    formula: 'y = activation(x · kernel + bias)',
    whenToUse: 'To decide from features: as the last layer, with one unit per class, or between.',
    commonMistake: 'Putting it right after a picture: it then acts on the channels of each pixel alone. Flatten first.',
    source: 'https://keras.io/api/layers/core_layers/dense/',
  },
  next: ['output', 'dropout', 'dense', 'activation', 'batch_normalization'],
  summary: ({ units, activation }) => `${units}${activationSuffix(activation)}`,
  narrate: ([input], { units }, output) =>
    `each of ${units} units adds up ${input?.dims.at(-1)?.size ?? 'all'} values, each times a weight of its own, which gives ${formatShape(output)}`,
  inferShape: (inputs, { units }) => {
    const input = inputs[0];
    if (!input) return fails();
    if (input.dims.at(-1)?.size == null) return unknownSize(input);
    return infers({ ...withLast(input, units, 'features'), dtype: 'float32' });
  },
  // Along the last axis only: of a row of values, all of it; of a picture, one place.
  reach: (_params, inputs) => (inputs[0]?.dims.length === 1 ? 'all' : []),
  weights: (inputs, { units, use_bias }) => {
    const features = inputs[0]?.dims.at(-1)?.size ?? 0;
    const kernel = { name: 'kernel', shape: [features, units], trainable: true };
    return use_bias ? [kernel, { name: 'bias', shape: [units], trainable: true }] : [kernel];
  },
  flops: (inputs, { use_bias }, output) => {
    const features = inputs[0]?.dims.at(-1)?.size ?? 0;
    return knownElements(output) * (2 * features + (use_bias ? 1 : 0));
  },
  keras: kerasForm('Dense', params),
});
