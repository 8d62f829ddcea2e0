import { z } from 'zod';
import { defineLayer } from '../define.ts';
import { kernelLayerParam, kernelWrapper, WRAPPED_KERNEL, wrapsFromConfig, wrapsToConfig } from '../kernel-wrapper.ts';

const params = z.object({
  layer: kernelLayerParam,
  power_iterations: z.int().min(1).max(100).default(1).meta({
    title: 'Power iterations',
    description: 'How often the largest singular value is refined in each step.',
    advanced: true,
  }),
});

/** Divides a layer's kernel by its largest singular value in each step of training (Miyato et al., 2018). */
export const spectralNormalization = defineLayer({
  ...kernelWrapper((kernel) => [
    { name: 'vector_u', shape: [1, kernel.at(-1) ?? 1], trainable: false, initializer: 'TruncatedNormal' },
  ]),
  type: 'spectral_normalization',
  title: 'Spectral normalization',
  alsoCalled: ['gan', 'lipschitz'],
  params,
  doc: {
    summary: 'Keeps a layer from stretching its input: its kernel is divided by its largest singular value.',
    inputShape: 'as the layer’s',
    outputShape: 'as the layer’s',
    formula: 'kernel ← kernel / σ(kernel), σ by power iteration',
    whenToUse: 'In the discriminator of a generative network, which then trains steadily.',
    commonMistake: 'Expecting it to act after training: the kernel was normalized in the last step and stays.',
    source: 'https://keras.io/api/layers/normalization_layers/spectral_normalization/',
  },
  next: ['leaky_relu', 'activation'],
  keras: {
    ...WRAPPED_KERNEL,
    className: 'SpectralNormalization',
    toConfig: (values) => ({ ...wrapsToConfig(values), power_iterations: values.power_iterations }),
    fromConfig: (config) => ({
      ...wrapsFromConfig(config),
      ...('power_iterations' in config ? { power_iterations: config.power_iterations as number } : {}),
    }),
  },
});
