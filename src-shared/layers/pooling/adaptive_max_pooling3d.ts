import { defineLayer } from '../define.ts';
import { adaptivePooling } from '../pooling.ts';

/** Keeps the largest value of as many windows as values should come out, whatever the size of the volume. */
export const adaptiveMaxPooling3d = defineLayer({
  ...adaptivePooling(3, 'AdaptiveMaxPooling3D'),
  type: 'adaptive_max_pooling3d',
  title: 'Adaptive max pooling 3D',
  doc: {
    summary: 'Divides a volume into as many windows as values should come out, and keeps the largest value of each.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: '(batch, *output_size, channels)',
    formula: 'y[i] = max of x from ⌊i · size / output⌋ to ⌈(i + 1) · size / output⌉ along each axis',
    whenToUse: 'Where what follows needs one size and inputs come in several.',
    commonMistake: 'Asking for more values than go in: they are then repeated.',
    source: 'https://keras.io/api/layers/pooling_layers/',
  },
  next: ['flatten', 'dense'],
});
