import { z } from 'zod';
import { resizeRule } from '../../data/types.ts';
import { formatShape } from '../../shapes/format.ts';
import { tensorOf } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { infers } from '../inference.ts';

/** More values in one sample than this would not fit a batch into memory on any desktop. */
const MAX_VALUES = 2 ** 26;

/** Where data enters: which column of the dataset, and the shape that every sample is brought to. */
export const input = defineLayer({
  type: 'input',
  title: 'Input',
  alsoCalled: ['start', 'placeholder', 'data'],
  family: 'data',
  shortcut: 'i',
  arity: 'none',
  role: 'input',
  params: z.object({
    shape: z
      .array(z.int().min(1).max(65_536))
      .min(1)
      .max(4)
      .refine((sizes) => sizes.reduce((count, size) => count * size, 1) <= MAX_VALUES, {
        error: 'at most 67,108,864 values in a sample',
      })
      .default([64, 64, 3])
      .meta({
        title: 'Shape',
        description: 'Of one sample, without the batch; a picture is height, width, channels (3 colour, 1 grey).',
        control: 'shape',
      }),
    column: z.string().max(200).nullable().default(null).meta({
      title: 'Column',
      description: 'The column of the dataset that enters here; left empty, the first that fits is taken.',
      control: 'column',
      columnUse: 'input',
    }),
    resize: resizeRule.default('stretch').meta({
      title: 'Resize',
      description:
        'How a picture is brought to this size: stretched, padded with its whole content kept, or cropped to fill.',
    }),
  }),
  doc: {
    summary: 'The place where data enters the network. Pictures arrive as values from 0 to 255.',
    inputShape: 'none',
    outputShape: '(batch, *shape)',
    formula: 'y = x',
    whenToUse: 'Once per network: everything starts here.',
    commonMistake: 'A shape far larger than the pictures are: training gets slow and nothing is gained.',
    source: 'https://keras.io/api/layers/core_layers/input/',
  },
  next: ['rescaling', 'random_flip', 'conv2d', 'flatten', 'dense'],
  summary: (params) => formatShape(tensorOf(params.shape)),
  inferShape: (_inputs, params) => infers(tensorOf(params.shape)),
  weights: () => [],
  flops: () => 0,
  keras: {
    className: 'InputLayer',
    toConfig: (params) => ({ batch_shape: [null, ...params.shape], sparse: false, ragged: false }),
    fromConfig: (config) => {
      const shape = z.array(z.unknown()).safeParse(config.batch_shape);
      // An unknown size stays null and becomes a problem of the parameter: Strata's inputs have fixed shapes.
      return { shape: (shape.success ? shape.data.slice(1) : undefined) as number[] | undefined };
    },
  },
});
