import { causalDecoder } from './causal_decoder.ts';
import { convBnRelu } from './conv_bn_relu.ts';
import type { BlockDefinition } from './definition.ts';
import { invertedResidual } from './inverted_residual.ts';
import { mlp } from './mlp.ts';
import { patchEmbedding } from './patch_embedding.ts';
import { residualConv } from './residual_conv.ts';
import { squeezeExcite } from './squeeze_excite.ts';
import { tokenEmbedding } from './token_embedding.ts';
import { transformerDecoder } from './transformer_decoder.ts';
import { transformerEncoder } from './transformer_encoder.ts';

/** The blocks, in the order of the palette. A new one is a file and a line here. */
export const blocks = {
  conv_bn_relu: convBnRelu,
  residual_conv: residualConv,
  inverted_residual: invertedResidual,
  squeeze_excite: squeezeExcite,
  mlp,
  patch_embedding: patchEmbedding,
  token_embedding: tokenEmbedding,
  transformer_encoder: transformerEncoder,
  transformer_decoder: transformerDecoder,
  causal_decoder: causalDecoder,
} satisfies Record<string, Pick<BlockDefinition, 'type' | 'title' | 'family' | 'ports' | 'doc'>>;

export type BlockType = keyof typeof blocks;

/** The definition of a block, or undefined for one that this version does not know. */
export const getBlock = (type: string): BlockDefinition | undefined =>
  Object.hasOwn(blocks, type) ? (blocks[type as BlockType] as unknown as BlockDefinition) : undefined;

/** All blocks in palette order. */
export const allBlocks: readonly BlockDefinition[] = Object.keys(blocks).flatMap((type) => getBlock(type) ?? []);
