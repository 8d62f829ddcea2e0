import { z } from 'zod';
import { defineBlock, oneInput } from './define.ts';

const params = z.object({
  filters: z
    .int()
    .min(1)
    .max(65_536)
    .default(32)
    .meta({ title: 'Filters', description: 'How many channels come out.' }),
  strides: z.int().min(1).max(8).default(1).meta({
    title: 'Step',
    description: 'How far the first window moves; 2 halves height and width.',
  }),
});

/** Two convolutions and a way past them. */
export const residualConv = defineBlock({
  type: 'residual_conv',
  title: 'Residual block',
  alsoCalled: ['resnet', 'skip connection', 'shortcut'],
  family: 'merge',
  ports: oneInput,
  params,
  doc: {
    summary: 'Two normalized convolutions and a way past them, added up: it learns what to change of its input.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, height ÷ step, width ÷ step, filters)',
    whenToUse: 'In networks deeper than a few layers, where gradients need a short way back.',
    source: 'He et al.: Deep Residual Learning, 2015, https://arxiv.org/abs/1512.03385',
  },
  summary: ({ filters, strides }) => (strides === 1 ? `${filters}` : `${filters} · step ${strides}`),
  build: (parts, { from, shape }, { filters, strides }) => {
    const convolution = { filters, kernel_size: [3, 3], padding: 'same', use_bias: false };
    const last = parts.chain(
      from,
      ['conv2d', { ...convolution, strides: [strides, strides] }],
      ['batch_normalization'],
      ['activation', { activation: 'relu' }],
      ['conv2d', convolution],
      ['batch_normalization'],
    );
    // Shapes that are the same already need no layer on the way past.
    const same = strides === 1 && shape?.dims.at(-1)?.size === filters;
    const past = same
      ? from
      : parts.chainBeside(
          from,
          ['conv2d', { filters, kernel_size: [1, 1], strides: [strides, strides], use_bias: false }],
          ['batch_normalization'],
        );
    const sum = parts.add('add', {}, [last, past]);
    return parts.add('activation', { activation: 'relu' }, [sum]);
  },
});
