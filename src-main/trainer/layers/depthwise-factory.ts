import type { LayerType } from '#shared/layers/index.ts';
import { finish } from './affine.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { convolve, depthwise, windowIn } from './convolution.ts';
import type { LayerFactory } from './factory.ts';

/** Depthwise convolutions of sequences and pictures. */
export const depthwiseFactory = (type: LayerType, rank: 1 | 2, stock: LayerFactory['stock']): LayerFactory => ({
  create: (config, { name }) => {
    const window = windowIn(config, rank);
    return new CatalogueLayer(type, config, name, ({ input, weight }) =>
      finish(config, convolve(input, weight('kernel'), window, depthwise), weight),
    );
  },
  ...(stock ? { stock } : {}),
});
