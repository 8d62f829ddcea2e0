import type { LayerType } from '#shared/layers/index.ts';
import { activation } from './activation.ts';
import { activityRegularization } from './activity_regularization.ts';
import { adaptiveAveragePooling1d } from './adaptive_average_pooling1d.ts';
import { adaptiveAveragePooling2d } from './adaptive_average_pooling2d.ts';
import { adaptiveAveragePooling3d } from './adaptive_average_pooling3d.ts';
import { adaptiveMaxPooling1d } from './adaptive_max_pooling1d.ts';
import { adaptiveMaxPooling2d } from './adaptive_max_pooling2d.ts';
import { adaptiveMaxPooling3d } from './adaptive_max_pooling3d.ts';
import { add } from './add.ts';
import { additiveAttention } from './additive_attention.ts';
import { alphaDropout } from './alpha_dropout.ts';
import { attention } from './attention.ts';
import { augMix } from './aug_mix.ts';
import { autoContrast } from './auto_contrast.ts';
import { average } from './average.ts';
import { averagePooling1d } from './average_pooling1d.ts';
import { averagePooling2d } from './average_pooling2d.ts';
import { averagePooling3d } from './average_pooling3d.ts';
import { batchNormalization } from './batch_normalization.ts';
import { bidirectional } from './bidirectional.ts';
import { categoryEncoding } from './category_encoding.ts';
import { centerCrop } from './center_crop.ts';
import { clahe } from './clahe.ts';
import { concatenate } from './concatenate.ts';
import { convLstm1d } from './conv_lstm1d.ts';
import { convLstm2d } from './conv_lstm2d.ts';
import { convLstm3d } from './conv_lstm3d.ts';
import { conv1d } from './conv1d.ts';
import { conv1dTranspose } from './conv1d_transpose.ts';
import { conv2d } from './conv2d.ts';
import { conv2dTranspose } from './conv2d_transpose.ts';
import { conv3d } from './conv3d.ts';
import { conv3dTranspose } from './conv3d_transpose.ts';
import { cropping1d } from './cropping1d.ts';
import { cropping2d } from './cropping2d.ts';
import { cropping3d } from './cropping3d.ts';
import { cutMix } from './cut_mix.ts';
import { dense } from './dense.ts';
import { depthwiseConv1d } from './depthwise_conv1d.ts';
import { depthwiseConv2d } from './depthwise_conv2d.ts';
import { discretization } from './discretization.ts';
import { dot } from './dot.ts';
import { dropout } from './dropout.ts';
import { einsumDense } from './einsum_dense.ts';
import { elu } from './elu.ts';
import { embedding } from './embedding.ts';
import { equalization } from './equalization.ts';
import type { LayerFactory } from './factory.ts';
import { flatten } from './flatten.ts';
import { gaussianDropout } from './gaussian_dropout.ts';
import { gaussianNoise } from './gaussian_noise.ts';
import { gelu } from './gelu.ts';
import { globalAveragePooling1d } from './global_average_pooling1d.ts';
import { globalAveragePooling2d } from './global_average_pooling2d.ts';
import { globalAveragePooling3d } from './global_average_pooling3d.ts';
import { globalMaxPooling1d } from './global_max_pooling1d.ts';
import { globalMaxPooling2d } from './global_max_pooling2d.ts';
import { globalMaxPooling3d } from './global_max_pooling3d.ts';
import { glu } from './glu.ts';
import { groupNormalization } from './group_normalization.ts';
import { groupQueryAttention } from './group_query_attention.ts';
import { gru } from './gru.ts';
import { gruCell } from './gru_cell.ts';
import { hashedCrossing } from './hashed_crossing.ts';
import { hashing } from './hashing.ts';
import { identity } from './identity.ts';
import { integerLookup } from './integer_lookup.ts';
import { layerNormalization } from './layer_normalization.ts';
import { layerScale } from './layer_scale.ts';
import { leakyRelu } from './leaky_relu.ts';
import { lstm } from './lstm.ts';
import { lstmCell } from './lstm_cell.ts';
import { masking } from './masking.ts';
import { maxPooling1d } from './max_pooling1d.ts';
import { maxPooling2d } from './max_pooling2d.ts';
import { maxPooling3d } from './max_pooling3d.ts';
import { maximum } from './maximum.ts';
import { melSpectrogram } from './mel_spectrogram.ts';
import { minimum } from './minimum.ts';
import { mixUp } from './mix_up.ts';
import { multiHeadAttention } from './multi_head_attention.ts';
import { multiply } from './multiply.ts';
import { normalization } from './normalization.ts';
import { output } from './output.ts';
import { permute } from './permute.ts';
import { positionEmbedding } from './position_embedding.ts';
import { prelu } from './prelu.ts';
import { randAugment } from './rand_augment.ts';
import { randomBrightness } from './random_brightness.ts';
import { randomColorDegeneration } from './random_color_degeneration.ts';
import { randomColorJitter } from './random_color_jitter.ts';
import { randomContrast } from './random_contrast.ts';
import { randomCrop } from './random_crop.ts';
import { randomElasticTransform } from './random_elastic_transform.ts';
import { randomErasing } from './random_erasing.ts';
import { randomFlip } from './random_flip.ts';
import { randomGaussianBlur } from './random_gaussian_blur.ts';
import { randomGrayscale } from './random_grayscale.ts';
import { randomHue } from './random_hue.ts';
import { randomInvert } from './random_invert.ts';
import { randomPerspective } from './random_perspective.ts';
import { randomPosterization } from './random_posterization.ts';
import { randomRotation } from './random_rotation.ts';
import { randomSaturation } from './random_saturation.ts';
import { randomSharpness } from './random_sharpness.ts';
import { randomShear } from './random_shear.ts';
import { randomTranslation } from './random_translation.ts';
import { randomZoom } from './random_zoom.ts';
import { relu } from './relu.ts';
import { repeatVector } from './repeat_vector.ts';
import { rescaling } from './rescaling.ts';
import { reshape } from './reshape.ts';
import { resizing } from './resizing.ts';
import { rmsNormalization } from './rms_normalization.ts';
import { rnn } from './rnn.ts';
import { rotaryEmbedding } from './rotary_embedding.ts';
import { scaledAdd } from './scaled_add.ts';
import { separableConv1d } from './separable_conv1d.ts';
import { separableConv2d } from './separable_conv2d.ts';
import { simpleRnn } from './simple_rnn.ts';
import { simpleRnnCell } from './simple_rnn_cell.ts';
import { sinePositionEncoding } from './sine_position_encoding.ts';
import { softmax } from './softmax.ts';
import { solarization } from './solarization.ts';
import { spatialDropout1d } from './spatial_dropout1d.ts';
import { spatialDropout2d } from './spatial_dropout2d.ts';
import { spatialDropout3d } from './spatial_dropout3d.ts';
import { spectralNormalization } from './spectral_normalization.ts';
import { stack } from './stack.ts';
import { stackedRnnCells } from './stacked_rnn_cells.ts';
import { stftSpectrogram } from './stft_spectrogram.ts';
import { stochasticDepth } from './stochastic_depth.ts';
import { stringLookup } from './string_lookup.ts';
import { subtract } from './subtract.ts';
import { take } from './take.ts';
import { textVectorization } from './text_vectorization.ts';
import { threshold } from './threshold.ts';
import { timeDistributed } from './time_distributed.ts';
import { unitNormalization } from './unit_normalization.ts';
import { upSampling1d } from './up_sampling1d.ts';
import { upSampling2d } from './up_sampling2d.ts';
import { upSampling3d } from './up_sampling3d.ts';
import { weightNormalization } from './weight_normalization.ts';
import { zeroPadding1d } from './zero_padding1d.ts';
import { zeroPadding2d } from './zero_padding2d.ts';
import { zeroPadding3d } from './zero_padding3d.ts';

/** A factory for each type of the catalogue; an input has none, it is where the model starts. */
export const factories: Readonly<Record<Exclude<LayerType, 'input'>, LayerFactory>> = {
  rescaling,
  resizing,
  normalization,
  discretization,
  category_encoding: categoryEncoding,
  string_lookup: stringLookup,
  integer_lookup: integerLookup,
  hashing,
  hashed_crossing: hashedCrossing,
  text_vectorization: textVectorization,
  stft_spectrogram: stftSpectrogram,
  mel_spectrogram: melSpectrogram,
  random_flip: randomFlip,
  random_rotation: randomRotation,
  random_translation: randomTranslation,
  random_contrast: randomContrast,
  center_crop: centerCrop,
  random_crop: randomCrop,
  random_zoom: randomZoom,
  random_shear: randomShear,
  random_brightness: randomBrightness,
  random_hue: randomHue,
  random_saturation: randomSaturation,
  random_color_degeneration: randomColorDegeneration,
  random_color_jitter: randomColorJitter,
  random_grayscale: randomGrayscale,
  random_invert: randomInvert,
  random_posterization: randomPosterization,
  random_sharpness: randomSharpness,
  random_gaussian_blur: randomGaussianBlur,
  random_perspective: randomPerspective,
  random_elastic_transform: randomElasticTransform,
  random_erasing: randomErasing,
  solarization,
  equalization,
  clahe,
  auto_contrast: autoContrast,
  rand_augment: randAugment,
  aug_mix: augMix,
  mix_up: mixUp,
  cut_mix: cutMix,
  dense,
  activation,
  elu,
  gelu,
  glu,
  leaky_relu: leakyRelu,
  prelu,
  relu,
  softmax,
  threshold,
  flatten,
  reshape,
  identity,
  permute,
  repeat_vector: repeatVector,
  take,
  up_sampling2d: upSampling2d,
  cropping1d,
  cropping2d,
  cropping3d,
  up_sampling1d: upSampling1d,
  up_sampling3d: upSampling3d,
  zero_padding1d: zeroPadding1d,
  zero_padding2d: zeroPadding2d,
  zero_padding3d: zeroPadding3d,
  conv2d,
  depthwise_conv2d: depthwiseConv2d,
  separable_conv2d: separableConv2d,
  conv1d,
  conv1d_transpose: conv1dTranspose,
  conv2d_transpose: conv2dTranspose,
  conv3d,
  conv3d_transpose: conv3dTranspose,
  depthwise_conv1d: depthwiseConv1d,
  separable_conv1d: separableConv1d,
  max_pooling2d: maxPooling2d,
  average_pooling2d: averagePooling2d,
  global_average_pooling2d: globalAveragePooling2d,
  global_max_pooling2d: globalMaxPooling2d,
  adaptive_average_pooling1d: adaptiveAveragePooling1d,
  adaptive_average_pooling2d: adaptiveAveragePooling2d,
  adaptive_average_pooling3d: adaptiveAveragePooling3d,
  adaptive_max_pooling1d: adaptiveMaxPooling1d,
  adaptive_max_pooling2d: adaptiveMaxPooling2d,
  adaptive_max_pooling3d: adaptiveMaxPooling3d,
  average_pooling1d: averagePooling1d,
  average_pooling3d: averagePooling3d,
  global_average_pooling1d: globalAveragePooling1d,
  global_average_pooling3d: globalAveragePooling3d,
  global_max_pooling1d: globalMaxPooling1d,
  global_max_pooling3d: globalMaxPooling3d,
  max_pooling1d: maxPooling1d,
  max_pooling3d: maxPooling3d,
  multi_head_attention: multiHeadAttention,
  group_query_attention: groupQueryAttention,
  attention,
  additive_attention: additiveAttention,
  position_embedding: positionEmbedding,
  sine_position_encoding: sinePositionEncoding,
  rotary_embedding: rotaryEmbedding,
  lstm,
  gru,
  simple_rnn: simpleRnn,
  rnn,
  lstm_cell: lstmCell,
  gru_cell: gruCell,
  simple_rnn_cell: simpleRnnCell,
  stacked_rnn_cells: stackedRnnCells,
  bidirectional,
  time_distributed: timeDistributed,
  conv_lstm1d: convLstm1d,
  conv_lstm2d: convLstm2d,
  conv_lstm3d: convLstm3d,
  batch_normalization: batchNormalization,
  layer_normalization: layerNormalization,
  group_normalization: groupNormalization,
  rms_normalization: rmsNormalization,
  unit_normalization: unitNormalization,
  spectral_normalization: spectralNormalization,
  weight_normalization: weightNormalization,
  dropout,
  spatial_dropout2d: spatialDropout2d,
  gaussian_dropout: gaussianDropout,
  alpha_dropout: alphaDropout,
  gaussian_noise: gaussianNoise,
  spatial_dropout1d: spatialDropout1d,
  spatial_dropout3d: spatialDropout3d,
  add,
  subtract,
  stack,
  multiply,
  average,
  maximum,
  minimum,
  concatenate,
  activity_regularization: activityRegularization,
  embedding,
  masking,
  einsum_dense: einsumDense,
  dot,
  stochastic_depth: stochasticDepth,
  layer_scale: layerScale,
  scaled_add: scaledAdd,
  output,
};

/** The factory of a type; throws for one that the catalogue has and the trainer hasn't. */
export function factoryOf(type: string): LayerFactory {
  const factory = Object.hasOwn(factories, type) ? factories[type as keyof typeof factories] : undefined;
  if (!factory) throw new Error(`the trainer can't make a ${type}`);
  return factory;
}
