import { z } from 'zod';
import { defineBlock, oneInput } from './define.ts';

const params = z.object({
  ratio: z.int().min(1).max(256).default(16).meta({
    title: 'Ratio',
    description: 'By how much the channels are squeezed in between.',
  }),
});

/** Weighs the channels of a picture by what all of it shows. */
export const squeezeExcite = defineBlock({
  type: 'squeeze_excite',
  title: 'Squeeze and excite',
  alsoCalled: ['se', 'channel attention'],
  family: 'merge',
  ports: oneInput,
  params,
  doc: {
    summary: 'Looks at the average of each channel and decides how much each shall count.',
    inputShape: '(batch, height, width, channels)',
    outputShape: 'as the input',
    whenToUse: 'After the convolutions of a block: a little better for few parameters.',
    source: 'Hu et al.: Squeeze-and-Excitation Networks, 2017, https://arxiv.org/abs/1709.01507',
  },
  summary: ({ ratio }) => `÷ ${ratio}`,
  build: (parts, { from, shape }, { ratio }) => {
    const channels = shape?.dims.at(-1)?.size ?? 64;
    const weights = parts.chainBeside(
      from,
      ['global_average_pooling2d', { keepdims: true }],
      ['dense', { units: Math.max(1, Math.floor(channels / ratio)), activation: 'relu' }],
      ['dense', { units: channels, activation: 'sigmoid' }],
    );
    return parts.add('multiply', {}, [from, weights]);
  },
});
