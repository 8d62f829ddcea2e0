import type { LayerType } from '#shared/layers/index.ts';
import { finish } from './affine.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { convolve, dense, depthwise, windowIn } from './convolution.ts';
import type { LayerFactory } from './factory.ts';

/** Separable convolutions of sequences and pictures: each channel by itself, then the channels of each point. */
export const separableFactory = (type: LayerType, rank: 1 | 2, stock: LayerFactory['stock']): LayerFactory => ({
  create: (config, { name }) => {
    const window = windowIn(config, rank);
    const ones = window.strides.map(() => 1);
    return new CatalogueLayer(type, config, name, ({ input, weight }) => {
      const spatial = convolve(input, weight('depthwise_kernel'), window, depthwise);
      return finish(config, dense(spatial, weight('pointwise_kernel'), ones, 'valid'), weight);
    });
  },
  ...(stock ? { stock } : {}),
});
