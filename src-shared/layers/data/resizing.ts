import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { infers, withPicture } from '../inference.ts';

const side = (title: string, description: string) =>
  z.int().min(1).max(4096).default(64).meta({ title, description, unit: 'px' });

/** Brings pictures to another size inside the network. */
export const resizing = defineLayer({
  type: 'resizing',
  title: 'Resizing',
  alsoCalled: ['resize', 'scale picture'],
  family: 'data',
  arity: 'one',
  params: z.object({
    height: side('Height', 'Rows of the resized picture.'),
    width: side('Width', 'Columns of the resized picture.'),
    interpolation: z.enum(['bilinear', 'nearest']).default('bilinear').meta({
      title: 'Interpolation',
      description: 'bilinear blends neighbouring pixels; nearest repeats them.',
    }),
  }),
  doc: {
    summary: 'Stretches a picture to a given height and width.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, new height, new width, channels)',
    formula: 'y[i, j] = x at (i · height / new height, j · width / new width), interpolated',
    whenToUse: 'To feed a part of the network that needs another size. For the data itself, set the input’s shape.',
    commonMistake: 'Resizing here what the input could have brought to size once and for all.',
    source: 'https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/',
  },
  next: ['rescaling', 'conv2d'],
  summary: ({ height, width }) => `${height} × ${width}`,
  inferShape: (inputs, { height, width }) =>
    withPicture(inputs, {}, ({ channels }) =>
      infers({
        dims: [
          { size: height, axis: 'height' },
          { size: width, axis: 'width' },
          { size: channels, axis: 'channels' },
        ],
        dtype: 'float32',
      }),
    ),
  weights: () => [],
  // Four neighbours, each multiplied and added.
  flops: (_inputs, { interpolation }, output) => (interpolation === 'nearest' ? 0 : 8 * knownElements(output)),
  keras: {
    className: 'Resizing',
    toConfig: ({ height, width, interpolation }) => ({
      height,
      width,
      interpolation,
      crop_to_aspect_ratio: false,
      pad_to_aspect_ratio: false,
      fill_mode: 'constant',
      fill_value: 0,
      antialias: false,
      data_format: 'channels_last',
    }),
    fromConfig: ({ height, width, interpolation }) => ({
      height: height as number,
      width: width as number,
      interpolation: interpolation as 'bilinear',
    }),
  },
});
