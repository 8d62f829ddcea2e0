import { defineLayer } from '../define.ts';
import { adaptivePooling } from '../pooling.ts';

/** Keeps the largest value of as many windows as values should come out, whatever the size of the sequence. */
export const adaptiveMaxPooling1d = defineLayer({
  ...adaptivePooling(1, 'AdaptiveMaxPooling1D'),
  type: 'adaptive_max_pooling1d',
  title: 'Adaptive max pooling 1D',
  doc: {
    summary: 'Divides a sequence into as many windows as values should come out, and keeps the largest value of each.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, *output_size, channels)',
    formula: 'y[i] = max of x from ⌊i · size / output⌋ to ⌈(i + 1) · size / output⌉ along each axis',
    whenToUse: 'Where what follows needs one size and inputs come in several.',
    commonMistake: 'Asking for more values than go in: they are then repeated.',
    source: 'https://keras.io/api/layers/pooling_layers/',
  },
  next: ['flatten', 'dense'],
});
