import type { LayerType } from '#shared/layers/index.ts';
import { activation } from './activation.ts';
import { add } from './add.ts';
import { alphaDropout } from './alpha_dropout.ts';
import { average } from './average.ts';
import { averagePooling2d } from './average_pooling2d.ts';
import { batchNormalization } from './batch_normalization.ts';
import { concatenate } from './concatenate.ts';
import { conv2d } from './conv2d.ts';
import { dense } from './dense.ts';
import { depthwiseConv2d } from './depthwise_conv2d.ts';
import { dropout } from './dropout.ts';
import type { LayerFactory } from './factory.ts';
import { flatten } from './flatten.ts';
import { gaussianDropout } from './gaussian_dropout.ts';
import { gaussianNoise } from './gaussian_noise.ts';
import { globalAveragePooling2d } from './global_average_pooling2d.ts';
import { globalMaxPooling2d } from './global_max_pooling2d.ts';
import { identity } from './identity.ts';
import { layerNormalization } from './layer_normalization.ts';
import { maxPooling2d } from './max_pooling2d.ts';
import { maximum } from './maximum.ts';
import { minimum } from './minimum.ts';
import { multiply } from './multiply.ts';
import { output } from './output.ts';
import { permute } from './permute.ts';
import { randomContrast } from './random_contrast.ts';
import { randomFlip } from './random_flip.ts';
import { randomRotation } from './random_rotation.ts';
import { randomTranslation } from './random_translation.ts';
import { repeatVector } from './repeat_vector.ts';
import { rescaling } from './rescaling.ts';
import { reshape } from './reshape.ts';
import { resizing } from './resizing.ts';
import { separableConv2d } from './separable_conv2d.ts';
import { spatialDropout2d } from './spatial_dropout2d.ts';
import { subtract } from './subtract.ts';
import { upSampling2d } from './up_sampling2d.ts';

/** A factory for each type of the catalogue; an input has none, it is where the model starts. */
export const factories: Readonly<Record<Exclude<LayerType, 'input'>, LayerFactory>> = {
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
};

/** The factory of a type; throws for one that the catalogue has and the trainer hasn't. */
export function factoryOf(type: string): LayerFactory {
  const factory = Object.hasOwn(factories, type) ? factories[type as keyof typeof factories] : undefined;
  if (!factory) throw new Error(`the trainer can't make a ${type}`);
  return factory;
}
