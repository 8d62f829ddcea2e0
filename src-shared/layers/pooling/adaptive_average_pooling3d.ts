import { defineLayer } from '../define.ts';
import { adaptivePooling } from '../pooling.ts';

/** Averages as many windows as values should come out, whatever the size of the volume. */
export const adaptiveAveragePooling3d = defineLayer({
  ...adaptivePooling(3, 'AdaptiveAveragePooling3D'),
  type: 'adaptive_average_pooling3d',
  title: 'Adaptive average pooling 3D',
  doc: {
    summary: 'Divides a volume into as many windows as values should come out, and averages each.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: '(batch, *output_size, channels)',
    formula: 'y[i] = mean of x from ⌊i · size / output⌋ to ⌈(i + 1) · size / output⌉ along each axis',
    whenToUse: 'Where what follows needs one size and inputs come in several.',
    commonMistake: 'Asking for more values than go in: they are then repeated.',
    source: 'https://keras.io/api/layers/pooling_layers/',
  },
  next: ['flatten', 'dense'],
});
