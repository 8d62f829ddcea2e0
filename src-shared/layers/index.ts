import { elu } from './activation/elu.ts';
import { gelu } from './activation/gelu.ts';
import { glu } from './activation/glu.ts';
import { leakyRelu } from './activation/leaky_relu.ts';
import { prelu } from './activation/prelu.ts';
import { relu } from './activation/relu.ts';
import { softmax } from './activation/softmax.ts';
import { threshold } from './activation/threshold.ts';
import { additiveAttention } from './attention/additive_attention.ts';
import { attention } from './attention/attention.ts';
import { groupQueryAttention } from './attention/group_query_attention.ts';
import { multiHeadAttention } from './attention/multi_head_attention.ts';
import { positionEmbedding } from './attention/position_embedding.ts';
import { rotaryEmbedding } from './attention/rotary_embedding.ts';
import { sinePositionEncoding } from './attention/sine_position_encoding.ts';
import { augMix } from './augmentation/aug_mix.ts';
import { autoContrast } from './augmentation/auto_contrast.ts';
import { centerCrop } from './augmentation/center_crop.ts';
import { clahe } from './augmentation/clahe.ts';
import { cutMix } from './augmentation/cut_mix.ts';
import { equalization } from './augmentation/equalization.ts';
import { mixUp } from './augmentation/mix_up.ts';
import { randAugment } from './augmentation/rand_augment.ts';
import { randomBrightness } from './augmentation/random_brightness.ts';
import { randomColorDegeneration } from './augmentation/random_color_degeneration.ts';
import { randomColorJitter } from './augmentation/random_color_jitter.ts';
import { randomContrast } from './augmentation/random_contrast.ts';
import { randomCrop } from './augmentation/random_crop.ts';
import { randomElasticTransform } from './augmentation/random_elastic_transform.ts';
import { randomErasing } from './augmentation/random_erasing.ts';
import { randomFlip } from './augmentation/random_flip.ts';
import { randomGaussianBlur } from './augmentation/random_gaussian_blur.ts';
import { randomGrayscale } from './augmentation/random_grayscale.ts';
import { randomHue } from './augmentation/random_hue.ts';
import { randomInvert } from './augmentation/random_invert.ts';
import { randomPerspective } from './augmentation/random_perspective.ts';
import { randomPosterization } from './augmentation/random_posterization.ts';
import { randomRotation } from './augmentation/random_rotation.ts';
import { randomSaturation } from './augmentation/random_saturation.ts';
import { randomSharpness } from './augmentation/random_sharpness.ts';
import { randomShear } from './augmentation/random_shear.ts';
import { randomTranslation } from './augmentation/random_translation.ts';
import { randomZoom } from './augmentation/random_zoom.ts';
import { solarization } from './augmentation/solarization.ts';
import { conv1d } from './convolution/conv1d.ts';
import { conv1dTranspose } from './convolution/conv1d_transpose.ts';
import { conv2d } from './convolution/conv2d.ts';
import { conv2dTranspose } from './convolution/conv2d_transpose.ts';
import { conv3d } from './convolution/conv3d.ts';
import { conv3dTranspose } from './convolution/conv3d_transpose.ts';
import { depthwiseConv1d } from './convolution/depthwise_conv1d.ts';
import { depthwiseConv2d } from './convolution/depthwise_conv2d.ts';
import { separableConv1d } from './convolution/separable_conv1d.ts';
import { separableConv2d } from './convolution/separable_conv2d.ts';
import { activation } from './core/activation.ts';
import { cropping1d } from './core/cropping1d.ts';
import { cropping2d } from './core/cropping2d.ts';
import { cropping3d } from './core/cropping3d.ts';
import { dense } from './core/dense.ts';
import { einsumDense } from './core/einsum_dense.ts';
import { embedding } from './core/embedding.ts';
import { flatten } from './core/flatten.ts';
import { identity } from './core/identity.ts';
import { masking } from './core/masking.ts';
import { permute } from './core/permute.ts';
import { repeatVector } from './core/repeat_vector.ts';
import { reshape } from './core/reshape.ts';
import { take } from './core/take.ts';
import { upSampling1d } from './core/up_sampling1d.ts';
import { upSampling2d } from './core/up_sampling2d.ts';
import { upSampling3d } from './core/up_sampling3d.ts';
import { zeroPadding1d } from './core/zero_padding1d.ts';
import { zeroPadding2d } from './core/zero_padding2d.ts';
import { zeroPadding3d } from './core/zero_padding3d.ts';
import { categoryEncoding } from './data/category_encoding.ts';
import { discretization } from './data/discretization.ts';
import { hashedCrossing } from './data/hashed_crossing.ts';
import { hashing } from './data/hashing.ts';
import { input } from './data/input.ts';
import { integerLookup } from './data/integer_lookup.ts';
import { melSpectrogram } from './data/mel_spectrogram.ts';
import { normalization } from './data/normalization.ts';
import { rescaling } from './data/rescaling.ts';
import { resizing } from './data/resizing.ts';
import { stftSpectrogram } from './data/stft_spectrogram.ts';
import { stringLookup } from './data/string_lookup.ts';
import { textVectorization } from './data/text_vectorization.ts';
import type { LayerDefinition } from './definition.ts';
import { output } from './head/output.ts';
import { add } from './merge/add.ts';
import { average } from './merge/average.ts';
import { concatenate } from './merge/concatenate.ts';
import { dot } from './merge/dot.ts';
import { maximum } from './merge/maximum.ts';
import { minimum } from './merge/minimum.ts';
import { multiply } from './merge/multiply.ts';
import { scaledAdd } from './merge/scaled_add.ts';
import { stack } from './merge/stack.ts';
import { subtract } from './merge/subtract.ts';
import { batchNormalization } from './normalization/batch_normalization.ts';
import { groupNormalization } from './normalization/group_normalization.ts';
import { layerNormalization } from './normalization/layer_normalization.ts';
import { layerScale } from './normalization/layer_scale.ts';
import { rmsNormalization } from './normalization/rms_normalization.ts';
import { spectralNormalization } from './normalization/spectral_normalization.ts';
import { unitNormalization } from './normalization/unit_normalization.ts';
import { weightNormalization } from './normalization/weight_normalization.ts';
import { adaptiveAveragePooling1d } from './pooling/adaptive_average_pooling1d.ts';
import { adaptiveAveragePooling2d } from './pooling/adaptive_average_pooling2d.ts';
import { adaptiveAveragePooling3d } from './pooling/adaptive_average_pooling3d.ts';
import { adaptiveMaxPooling1d } from './pooling/adaptive_max_pooling1d.ts';
import { adaptiveMaxPooling2d } from './pooling/adaptive_max_pooling2d.ts';
import { adaptiveMaxPooling3d } from './pooling/adaptive_max_pooling3d.ts';
import { averagePooling1d } from './pooling/average_pooling1d.ts';
import { averagePooling2d } from './pooling/average_pooling2d.ts';
import { averagePooling3d } from './pooling/average_pooling3d.ts';
import { globalAveragePooling1d } from './pooling/global_average_pooling1d.ts';
import { globalAveragePooling2d } from './pooling/global_average_pooling2d.ts';
import { globalAveragePooling3d } from './pooling/global_average_pooling3d.ts';
import { globalMaxPooling1d } from './pooling/global_max_pooling1d.ts';
import { globalMaxPooling2d } from './pooling/global_max_pooling2d.ts';
import { globalMaxPooling3d } from './pooling/global_max_pooling3d.ts';
import { maxPooling1d } from './pooling/max_pooling1d.ts';
import { maxPooling2d } from './pooling/max_pooling2d.ts';
import { maxPooling3d } from './pooling/max_pooling3d.ts';
import { bidirectional } from './recurrent/bidirectional.ts';
import { convLstm1d } from './recurrent/conv_lstm1d.ts';
import { convLstm2d } from './recurrent/conv_lstm2d.ts';
import { convLstm3d } from './recurrent/conv_lstm3d.ts';
import { gru } from './recurrent/gru.ts';
import { gruCell } from './recurrent/gru_cell.ts';
import { lstm } from './recurrent/lstm.ts';
import { lstmCell } from './recurrent/lstm_cell.ts';
import { rnn } from './recurrent/rnn.ts';
import { simpleRnn } from './recurrent/simple_rnn.ts';
import { simpleRnnCell } from './recurrent/simple_rnn_cell.ts';
import { stackedRnnCells } from './recurrent/stacked_rnn_cells.ts';
import { timeDistributed } from './recurrent/time_distributed.ts';
import { activityRegularization } from './regularization/activity_regularization.ts';
import { alphaDropout } from './regularization/alpha_dropout.ts';
import { dropout } from './regularization/dropout.ts';
import { gaussianDropout } from './regularization/gaussian_dropout.ts';
import { gaussianNoise } from './regularization/gaussian_noise.ts';
import { spatialDropout1d } from './regularization/spatial_dropout1d.ts';
import { spatialDropout2d } from './regularization/spatial_dropout2d.ts';
import { spatialDropout3d } from './regularization/spatial_dropout3d.ts';
import { stochasticDepth } from './regularization/stochastic_depth.ts';

/** What every entry has, whatever its parameters are. */
type AnyLayer = Pick<LayerDefinition, 'type' | 'title' | 'family' | 'arity' | 'doc'>;

/** The catalogue, in the order of the palette: within a family, first what people use most. A new layer is a file and a line here. */
export const layers = {
  input,
  rescaling,
  normalization,
  resizing,
  text_vectorization: textVectorization,
  string_lookup: stringLookup,
  integer_lookup: integerLookup,
  category_encoding: categoryEncoding,
  discretization,
  hashing,
  hashed_crossing: hashedCrossing,
  mel_spectrogram: melSpectrogram,
  stft_spectrogram: stftSpectrogram,
  random_flip: randomFlip,
  random_rotation: randomRotation,
  random_zoom: randomZoom,
  random_translation: randomTranslation,
  random_contrast: randomContrast,
  random_brightness: randomBrightness,
  random_crop: randomCrop,
  rand_augment: randAugment,
  mix_up: mixUp,
  cut_mix: cutMix,
  random_erasing: randomErasing,
  random_color_jitter: randomColorJitter,
  random_hue: randomHue,
  random_saturation: randomSaturation,
  random_grayscale: randomGrayscale,
  random_shear: randomShear,
  random_perspective: randomPerspective,
  random_elastic_transform: randomElasticTransform,
  random_gaussian_blur: randomGaussianBlur,
  random_sharpness: randomSharpness,
  random_invert: randomInvert,
  random_posterization: randomPosterization,
  random_color_degeneration: randomColorDegeneration,
  center_crop: centerCrop,
  solarization,
  equalization,
  clahe,
  auto_contrast: autoContrast,
  aug_mix: augMix,
  dense,
  activation,
  flatten,
  embedding,
  reshape,
  relu,
  softmax,
  leaky_relu: leakyRelu,
  gelu,
  elu,
  prelu,
  glu,
  threshold,
  up_sampling2d: upSampling2d,
  zero_padding2d: zeroPadding2d,
  cropping2d,
  permute,
  repeat_vector: repeatVector,
  masking,
  identity,
  take,
  einsum_dense: einsumDense,
  up_sampling1d: upSampling1d,
  zero_padding1d: zeroPadding1d,
  cropping1d,
  up_sampling3d: upSampling3d,
  zero_padding3d: zeroPadding3d,
  cropping3d,
  conv2d,
  conv2d_transpose: conv2dTranspose,
  separable_conv2d: separableConv2d,
  depthwise_conv2d: depthwiseConv2d,
  conv1d,
  conv1d_transpose: conv1dTranspose,
  separable_conv1d: separableConv1d,
  depthwise_conv1d: depthwiseConv1d,
  conv3d,
  conv3d_transpose: conv3dTranspose,
  max_pooling2d: maxPooling2d,
  global_average_pooling2d: globalAveragePooling2d,
  average_pooling2d: averagePooling2d,
  max_pooling1d: maxPooling1d,
  global_average_pooling1d: globalAveragePooling1d,
  global_max_pooling1d: globalMaxPooling1d,
  global_max_pooling2d: globalMaxPooling2d,
  average_pooling1d: averagePooling1d,
  max_pooling3d: maxPooling3d,
  average_pooling3d: averagePooling3d,
  global_average_pooling3d: globalAveragePooling3d,
  global_max_pooling3d: globalMaxPooling3d,
  adaptive_average_pooling2d: adaptiveAveragePooling2d,
  adaptive_max_pooling2d: adaptiveMaxPooling2d,
  adaptive_average_pooling1d: adaptiveAveragePooling1d,
  adaptive_max_pooling1d: adaptiveMaxPooling1d,
  adaptive_average_pooling3d: adaptiveAveragePooling3d,
  adaptive_max_pooling3d: adaptiveMaxPooling3d,
  lstm,
  gru,
  bidirectional,
  time_distributed: timeDistributed,
  simple_rnn: simpleRnn,
  conv_lstm2d: convLstm2d,
  conv_lstm1d: convLstm1d,
  conv_lstm3d: convLstm3d,
  rnn,
  stacked_rnn_cells: stackedRnnCells,
  lstm_cell: lstmCell,
  gru_cell: gruCell,
  simple_rnn_cell: simpleRnnCell,
  multi_head_attention: multiHeadAttention,
  position_embedding: positionEmbedding,
  sine_position_encoding: sinePositionEncoding,
  rotary_embedding: rotaryEmbedding,
  group_query_attention: groupQueryAttention,
  attention,
  additive_attention: additiveAttention,
  batch_normalization: batchNormalization,
  layer_normalization: layerNormalization,
  group_normalization: groupNormalization,
  rms_normalization: rmsNormalization,
  unit_normalization: unitNormalization,
  spectral_normalization: spectralNormalization,
  weight_normalization: weightNormalization,
  dropout,
  spatial_dropout2d: spatialDropout2d,
  gaussian_noise: gaussianNoise,
  spatial_dropout1d: spatialDropout1d,
  gaussian_dropout: gaussianDropout,
  stochastic_depth: stochasticDepth,
  alpha_dropout: alphaDropout,
  activity_regularization: activityRegularization,
  spatial_dropout3d: spatialDropout3d,
  add,
  concatenate,
  multiply,
  average,
  subtract,
  maximum,
  minimum,
  dot,
  stack,
  scaled_add: scaledAdd,
  layer_scale: layerScale,
  output,
} satisfies Record<string, AnyLayer>;

export type LayerType = keyof typeof layers;
export const layerTypes = Object.keys(layers) as LayerType[];

export const isLayerType = (type: string): type is LayerType => Object.hasOwn(layers, type);

/** A map is asked faster than an object's own keys, and the analysis asks thousands of times. */
const definitions: ReadonlyMap<string, LayerDefinition> = new Map(
  Object.entries(layers as unknown as Record<LayerType, LayerDefinition>),
);

/**
 * The definition of a type, or undefined for one that this version does not know. Its functions take what `parseParams`
 * gives for the same definition; the single type of the parameters is given up here and nowhere else.
 */
export function getLayer(type: LayerType): LayerDefinition;
export function getLayer(type: string): LayerDefinition | undefined;
export function getLayer(type: string): LayerDefinition | undefined {
  return definitions.get(type);
}

/** All definitions in palette order. */
export const allLayers: readonly LayerDefinition[] = layerTypes.map((type) => getLayer(type));
