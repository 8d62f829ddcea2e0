import { defineLayer } from '../define.ts';
import { spatialDropout } from '../dropout.ts';

/** Hides whole channels of a volume at random in each step of training. */
export const spatialDropout3d = defineLayer({
  ...spatialDropout(3, 'SpatialDropout3D'),
  type: 'spatial_dropout3d',
  title: 'Spatial dropout 3D',
  doc: {
    summary: 'Sets a random share of the channels to zero in each training step, each channel as a whole.',
    inputShape: '(batch, depth, height, width, channels)',
    outputShape: 'as the input',
    formula: 'y = x · mask / (1 − rate) in training, one mask value per sample and channel; y = x afterwards',
    whenToUse: 'Between convolutions, where neighbouring voxels are so alike that dropping single ones hides nothing.',
    commonMistake: 'High rates on few channels: of eight channels, four are then missing at a time.',
    source: 'https://keras.io/api/layers/regularization_layers/spatial_dropout3d/',
  },
  next: ['conv3d', 'max_pooling3d'],
});
