import { tf } from '../runtime/tf.ts';
import { pairIn, stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { only, PlainLayer } from './plain-layer.ts';
import { resize } from './resizing.ts';

export const upSampling2d: LayerFactory = {
  create: (config, { name }) => {
    const [rows, columns] = pairIn(config, 'size', 2);
    const method = stringIn(config, 'interpolation', 'nearest') === 'nearest' ? 'nearest' : 'bilinear';
    const times = (size: number | null | undefined, factor: number) => (size == null ? null : size * factor);
    return new PlainLayer({
      name,
      outputShape: ([batch, height, width, channels]) => [
        batch ?? null,
        times(height, rows),
        times(width, columns),
        channels ?? null,
      ],
      compute: (inputs) => {
        const x = only(inputs);
        return resize(x, (x.shape[1] ?? 1) * rows, (x.shape[2] ?? 1) * columns, method);
      },
    });
  },
  // tfjs blends without half-pixel centres; repeating is the same with and without.
  stock: (config, name) =>
    stringIn(config, 'interpolation', 'nearest') === 'nearest'
      ? tf.layers.upSampling2d({ name, size: pairIn(config, 'size', 2) })
      : null,
};
