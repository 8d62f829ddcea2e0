import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { kernelLayerParam, kernelWrapper, WRAPPED_KERNEL, wrapsFromConfig, wrapsToConfig } from '../kernel-wrapper.ts';

/** Learns length and direction of a layer's weight vectors apart (Salimans and Kingma, 2016). */
export const weightNormalization = defineLayer({
  ...kernelWrapper((kernel) => [{ name: 'g', shape: [kernel.at(-1) ?? 1], trainable: true }]),
  type: 'weight_normalization',
  title: 'Weight normalization',
  params: z.object({ layer: kernelLayerParam }),
  doc: {
    summary: 'Learns the length and the direction of each weight vector apart, which speeds training up.',
    inputShape: 'as the layer’s',
    outputShape: 'as the layer’s',
    formula: 'kernel = g · v / ‖v‖, one g for each unit; v is the layer’s own kernel',
    whenToUse: 'Where batches are too small for batch normalization, and in generative and recurrent networks.',
    commonMistake: 'Looking for it in Keras: it is TensorFlow Addons’ class, here without its data-dependent start.',
    source: 'https://www.tensorflow.org/addons/api_docs/python/tfa/layers/WeightNormalization',
  },
  next: ['activation', 'dropout'],
  keras: {
    ...WRAPPED_KERNEL,
    className: 'WeightNormalization',
    module: 'tensorflow_addons.layers',
    registeredName: 'Addons>WeightNormalization',
    // TensorFlow Addons starts g from the first batch where this is true; here it starts from the length of v.
    toConfig: (values) => ({ ...wrapsToConfig(values), data_init: false }),
    fromConfig: wrapsFromConfig,
  },
});
