import { z } from 'zod';
import type { GraphNode } from '../graph/types.ts';
import type { LayerType } from '../layers/index.ts';
import { defineBlock, oneInput } from './define.ts';

const params = z.object({
  filters: z
    .int()
    .min(1)
    .max(65_536)
    .default(32)
    .meta({ title: 'Filters', description: 'How many channels come out.' }),
  expansion: z.int().min(1).max(32).default(6).meta({
    title: 'Expansion',
    description: 'By how much the channels are widened inside.',
  }),
  strides: z.int().min(1).max(8).default(1).meta({
    title: 'Step',
    description: 'How far the window moves; 2 halves height and width.',
  }),
});

/** MobileNetV2's block: wide and separable inside, narrow outside. */
export const invertedResidual = defineBlock({
  type: 'inverted_residual',
  title: 'Inverted residual',
  alsoCalled: ['mobilenet', 'mbconv'],
  family: 'convolution',
  ports: oneInput,
  params,
  doc: {
    summary: 'Widens the channels, looks at each with a window of its own, and narrows them again.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, height ÷ step, width ÷ step, filters)',
    whenToUse: 'Where a network must be small and fast, such as on a phone.',
    source: 'Sandler et al.: MobileNetV2, 2018, https://arxiv.org/abs/1801.04381',
  },
  summary: ({ filters, expansion }) => `${filters} · × ${expansion}`,
  build: (parts, { from, shape }, { filters, expansion, strides }) => {
    const channels = shape?.dims.at(-1)?.size ?? 32;
    const pointwise = { kernel_size: [1, 1], padding: 'same', use_bias: false };
    const normalized = { momentum: 0.999, epsilon: 0.001 };
    const widened: readonly (readonly [LayerType, GraphNode['params']])[] = [
      ['conv2d', { ...pointwise, filters: channels * expansion }],
      ['batch_normalization', normalized],
      ['activation', { activation: 'relu6' }],
    ];
    const last = parts.chain(
      from,
      ...(expansion === 1 ? [] : widened),
      ['depthwise_conv2d', { kernel_size: [3, 3], strides: [strides, strides], padding: 'same', use_bias: false }],
      ['batch_normalization', normalized],
      ['activation', { activation: 'relu6' }],
      ['conv2d', { ...pointwise, filters }],
      ['batch_normalization', normalized],
    );
    return strides === 1 && channels === filters ? parts.add('add', {}, [from, last]) : last;
  },
});
