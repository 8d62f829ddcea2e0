import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { passesThrough } from '../inference.ts';

/** Gives its input on as it is. */
export const identity = defineLayer({
  type: 'identity',
  title: 'Identity',
  alsoCalled: ['no operation', 'noop', 'pass through'],
  family: 'core',
  arity: 'one',
  mask: 'pass',
  params: z.object({}),
  doc: {
    summary: 'Gives its input on as it is.',
    inputShape: 'any',
    outputShape: 'as the input',
    formula: 'y = x',
    whenToUse: 'To give a place in the network a name, or to try it without a layer and keep its connections.',
    commonMistake: 'Expecting it to change anything: it has no weights and no parameters.',
    source: 'https://keras.io/api/layers/core_layers/identity/',
  },
  next: ['conv2d', 'dense', 'add'],
  summary: () => '',
  inferShape: passesThrough,
  weights: () => [],
  flops: () => 0,
  keras: { className: 'Identity', toConfig: () => ({}), fromConfig: () => ({}) },
});
