import { z } from 'zod';
import type { GraphNode } from '../graph/types.ts';
import type { LayerType } from '../layers/index.ts';
import { defineBlock, oneInput } from './define.ts';

const params = z.object({
  patch_size: z.int().min(1).max(64).default(8).meta({
    title: 'Patch size',
    description: 'Pixels along each side of a patch; height and width of the picture must be multiples of it.',
  }),
  units: z.int().min(1).max(65_536).default(64).meta({
    title: 'Units',
    description: 'How many values stand for each patch.',
  }),
  class_token: z.boolean().default(true).meta({
    title: 'Class token',
    description: 'Puts a learned place in front in which the network gathers what the whole picture shows.',
  }),
});

/** Cuts a picture into patches and gives each a vector, its place included. */
export const patchEmbedding = defineBlock({
  type: 'patch_embedding',
  title: 'Patches of a picture',
  alsoCalled: ['vit', 'vision transformer'],
  family: 'attention',
  ports: oneInput,
  params,
  doc: {
    summary:
      'Cuts a picture into patches and turns each into a vector that also says where it lies: the stem of a vision transformer, from layers that every Keras has. The bias of its last layer holds a learned vector for each place; that of the empty first place is the class token.',
    inputShape: '(batch, height, width, channels)',
    outputShape: '(batch, patches, units), one more with a class token',
    whenToUse: 'Before transformer encoders on pictures.',
    source: 'Dosovitskiy et al.: An Image is Worth 16x16 Words, 2020, https://arxiv.org/abs/2010.11929',
  },
  summary: ({ patch_size: size, units }) => `${size}×${size} → ${units}`,
  build: (parts, { from, shape }, { patch_size: size, units, class_token: token }) => {
    const [height, width, channels] = shape?.dims.map((dim) => dim.size) ?? [];
    const count = (pixels: number | null | undefined) => Math.max(1, Math.floor((pixels ?? 64) / size));
    const [rows, columns] = [count(height), count(width)];
    const values = size * size * (channels ?? 3);
    const front: readonly (readonly [LayerType, GraphNode['params']])[] = [['zero_padding1d', { padding: [1, 0] }]];
    return parts.chain(
      from,
      ['reshape', { target_shape: [rows, size, columns, size, channels ?? 3] }],
      ['permute', { dims: [1, 3, 2, 4, 5] }],
      ['reshape', { target_shape: [-1, values] }],
      ...(token ? front : []),
      [
        'einsum_dense',
        {
          equation: 'abc,cd->abd',
          output_shape: [rows * columns + (token ? 1 : 0), units],
          bias_axes: 'bd',
          bias_initializer: { name: 'random_normal', mean: 0, stddev: 0.02 },
        },
      ],
    );
  },
});
