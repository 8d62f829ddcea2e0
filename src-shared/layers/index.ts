import { randomContrast } from './augmentation/random_contrast.ts';
import { randomFlip } from './augmentation/random_flip.ts';
import { randomRotation } from './augmentation/random_rotation.ts';
import { randomTranslation } from './augmentation/random_translation.ts';
import { conv2d } from './convolution/conv2d.ts';
import { depthwiseConv2d } from './convolution/depthwise_conv2d.ts';
import { separableConv2d } from './convolution/separable_conv2d.ts';
import { activation } from './core/activation.ts';
import { dense } from './core/dense.ts';
import { flatten } from './core/flatten.ts';
import { identity } from './core/identity.ts';
import { permute } from './core/permute.ts';
import { repeatVector } from './core/repeat_vector.ts';
import { reshape } from './core/reshape.ts';
import { upSampling2d } from './core/up_sampling2d.ts';
import { input } from './data/input.ts';
import { rescaling } from './data/rescaling.ts';
import { resizing } from './data/resizing.ts';
import type { LayerDefinition } from './definition.ts';
import { output } from './head/output.ts';
import { add } from './merge/add.ts';
import { average } from './merge/average.ts';
import { concatenate } from './merge/concatenate.ts';
import { maximum } from './merge/maximum.ts';
import { minimum } from './merge/minimum.ts';
import { multiply } from './merge/multiply.ts';
import { subtract } from './merge/subtract.ts';
import { batchNormalization } from './normalization/batch_normalization.ts';
import { layerNormalization } from './normalization/layer_normalization.ts';
import { averagePooling2d } from './pooling/average_pooling2d.ts';
import { globalAveragePooling2d } from './pooling/global_average_pooling2d.ts';
import { globalMaxPooling2d } from './pooling/global_max_pooling2d.ts';
import { maxPooling2d } from './pooling/max_pooling2d.ts';
import { alphaDropout } from './regularization/alpha_dropout.ts';
import { dropout } from './regularization/dropout.ts';
import { gaussianDropout } from './regularization/gaussian_dropout.ts';
import { gaussianNoise } from './regularization/gaussian_noise.ts';
import { spatialDropout2d } from './regularization/spatial_dropout2d.ts';

/** What every entry has, whatever its parameters are. */
type AnyLayer = Pick<LayerDefinition, 'type' | 'title' | 'family' | 'arity' | 'doc'>;

/** The catalogue, in the order of the palette. A new layer is a file and a line here. */
export const layers = {
  input,
  rescaling,
  resizing,
  random_flip: randomFlip,
  random_rotation: randomRotation,
  random_translation: randomTranslation,
  random_contrast: randomContrast,
  dense,
  activation,
  flatten,
  reshape,
  identity,
  permute,
  repeat_vector: repeatVector,
  up_sampling2d: upSampling2d,
  conv2d,
  depthwise_conv2d: depthwiseConv2d,
  separable_conv2d: separableConv2d,
  max_pooling2d: maxPooling2d,
  average_pooling2d: averagePooling2d,
  global_average_pooling2d: globalAveragePooling2d,
  global_max_pooling2d: globalMaxPooling2d,
  batch_normalization: batchNormalization,
  layer_normalization: layerNormalization,
  dropout,
  spatial_dropout2d: spatialDropout2d,
  gaussian_dropout: gaussianDropout,
  alpha_dropout: alphaDropout,
  gaussian_noise: gaussianNoise,
  add,
  subtract,
  multiply,
  average,
  maximum,
  minimum,
  concatenate,
  output,
} satisfies Record<string, AnyLayer>;

export type LayerType = keyof typeof layers;
export const layerTypes = Object.keys(layers) as LayerType[];

export const isLayerType = (type: string): type is LayerType => Object.hasOwn(layers, type);

/**
 * The definition of a type, or undefined for one that this version does not know. Its functions take what `parseParams`
 * gives for the same definition; the single type of the parameters is given up here and nowhere else.
 */
export function getLayer(type: LayerType): LayerDefinition;
export function getLayer(type: string): LayerDefinition | undefined;
export function getLayer(type: string): LayerDefinition | undefined {
  return isLayerType(type) ? (layers[type] as unknown as LayerDefinition) : undefined;
}

/** All definitions in palette order. */
export const allLayers: readonly LayerDefinition[] = layerTypes.map((type) => getLayer(type));
