import { defineLayer } from '../define.ts';
import { spatialDropout } from '../dropout.ts';

/** Hides whole channels of a sequence at random in each step of training. */
export const spatialDropout1d = defineLayer({
  ...spatialDropout(1, 'SpatialDropout1D'),
  type: 'spatial_dropout1d',
  title: 'Spatial dropout 1D',
  doc: {
    summary: 'Sets a random share of the channels to zero in each training step, each channel as a whole.',
    inputShape: '(batch, time, channels)',
    outputShape: 'as the input',
    formula: 'y = x · mask / (1 − rate) in training, one mask value per sample and channel; y = x afterwards',
    whenToUse: 'Between convolutions, or after an embedding, where neighbouring steps are alike.',
    commonMistake: 'High rates on few channels: of eight channels, four are then missing at a time.',
    source: 'https://keras.io/api/layers/regularization_layers/spatial_dropout1d/',
  },
  next: ['conv1d', 'max_pooling1d'],
});
