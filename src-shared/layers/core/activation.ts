import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { activationFromConfig, activationParam } from '../activations.ts';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';

/** Applies a function to every value, as a step of its own. */
export const activation = defineLayer({
  type: 'activation',
  title: 'Activation',
  alsoCalled: ['nonlinearity'],
  family: 'core',
  shortcut: 'a',
  arity: 'one',
  mask: 'pass',
  params: z.object({ activation: activationParam('relu') }),
  doc: {
    summary: 'Applies a function such as relu to every value.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = activation(x)',
    whenToUse: 'After a normalization or an add; elsewhere the layer’s own activation parameter is shorter.',
    commonMistake: 'Two in a row, here and in the layer before.',
    source: 'https://keras.io/api/layers/core_layers/activation/',
  },
  next: ['conv2d', 'max_pooling2d', 'dropout', 'dense'],
  summary: (params) => params.activation,
  inferShape: passesThrough,
  weights: () => [],
  flops: (_inputs, params, output) => (params.activation === 'linear' ? 0 : knownElements(output)),
  keras: {
    className: 'Activation',
    toConfig: (params) => ({ activation: params.activation }),
    fromConfig: (config) => ({ activation: activationFromConfig(config.activation) }),
  },
});
