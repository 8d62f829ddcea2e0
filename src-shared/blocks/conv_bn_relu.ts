import { z } from 'zod';
import { activationParam } from '../layers/activations.ts';
import { defineBlock, oneInput } from './define.ts';

const params = z.object({
  filters: z
    .int()
    .min(1)
    .max(65_536)
    .default(32)
    .meta({ title: 'Filters', description: 'How many channels come out.' }),
  kernel_size: z.int().min(1).max(31).default(3).meta({
    title: 'Window',
    description: 'Height and width of the window that each filter looks through.',
  }),
  strides: z.int().min(1).max(8).default(1).meta({
    title: 'Step',
    description: 'How far the window moves; 2 halves height and width.',
  }),
  activation: activationParam('relu'),
});

/** A convolution whose channels are normalized before they are bent. */
export const convBnRelu = defineBlock({
  type: 'conv_bn_relu',
  title: 'Convolution, normalized',
  alsoCalled: ['batchnorm', 'convolution'],
  family: 'convolution',
  ports: oneInput,
  params,
  doc: {
    summary: 'A convolution, batch normalization and an activation: the brick of most picture networks.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, height ÷ step, width ÷ step, filters)',
    whenToUse: 'In place of a single convolution: it trains faster and forgives a high learning rate.',
    source: 'Ioffe, Szegedy: Batch Normalization, 2015, https://arxiv.org/abs/1502.03167',
  },
  summary: ({ filters, kernel_size }) => `${filters} · ${kernel_size}×${kernel_size}`,
  // Normalization takes the mean off again, so a bias before it would do nothing.
  build: (parts, { from }, { filters, kernel_size: size, strides, activation }) =>
    parts.chain(
      from,
      ['conv2d', { filters, kernel_size: [size, size], strides: [strides, strides], padding: 'same', use_bias: false }],
      ['batch_normalization'],
      ['activation', { activation }],
    ),
});
