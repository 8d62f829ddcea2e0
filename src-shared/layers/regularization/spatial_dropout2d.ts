import { defineLayer } from '../define.ts';
import { spatialDropout } from '../dropout.ts';

/** Hides whole channels of a picture at random in each step of training. */
export const spatialDropout2d = defineLayer({
  ...spatialDropout(2, 'SpatialDropout2D'),
  type: 'spatial_dropout2d',
  title: 'Spatial dropout 2D',
  doc: {
    summary: 'Sets a random share of the channels to zero in each training step, each channel as a whole.',
    inputShape: '(batch, height, width, channels)',
    outputShape: 'as the input',
    formula: 'y = x · mask / (1 − rate) in training, one mask value per sample and channel; y = x afterwards',
    whenToUse: 'Between convolutions, where neighbouring pixels are so alike that dropping single ones hides nothing.',
    commonMistake: 'High rates on few channels: of eight channels, four are then missing at a time.',
    source: 'https://keras.io/api/layers/regularization_layers/spatial_dropout2d/',
  },
  next: ['conv2d', 'max_pooling2d'],
});
