import type { LayerType } from '#shared/layers/index.ts';
import type { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn, type KerasConfig, paddingIn, sizesIn } from './config.ts';
import type { LayerFactory, Mask } from './factory.ts';

type Rank = 1 | 2 | 3;

/** Sizes of the windows and of the steps between them, one for each spatial axis. */
export function windowsIn(config: KerasConfig, rank: Rank) {
  const poolSize = sizesIn(config, 'pool_size', rank, 2);
  return { poolSize, strides: config.strides == null ? poolSize : sizesIn(config, 'strides', rank) };
}

/** Max and average pooling: tfjs's own agree with Keras. They take a number for each spatial axis. */
export function poolingFactory<Arguments>(rank: Rank, pool: (config: Arguments) => tf.layers.Layer): LayerFactory {
  const make = (config: KerasConfig, name: string): tf.layers.Layer => {
    const { poolSize, strides } = windowsIn(config, rank);
    // tfjs's types differ by the number of axes, and it writes into the arrays that it is given.
    const windows = { name, poolSize: [...poolSize], strides: [...strides], padding: paddingIn(config) };
    return pool(windows as Arguments);
  };
  return { create: (config, { name }) => make(config, name), stock: make };
}

const spatial = (input: tf.Tensor): number[] => input.shape.slice(1, -1).map((_, axis) => axis + 1);

/** One value a channel; tfjs has no `keepdims`, and no such layer for volumes. */
export function globalPoolingFactory(
  type: LayerType,
  reduce: (input: tf.Tensor, axes: number[], keepDims: boolean, mask: Mask) => tf.Tensor,
  stock: ((name: string) => tf.layers.Layer) | null,
): LayerFactory {
  const keeps = (config: KerasConfig): boolean => booleanIn(config, 'keepdims', false);
  return {
    create: (config, { name }) =>
      new CatalogueLayer(type, config, name, ({ input, masks: [mask = null] }) =>
        reduce(input, spatial(input), keeps(config), mask),
      ),
    stock: (config, name) => (stock && !keeps(config) ? stock(name) : null),
  };
}

/** Windows from ⌊i · size / count⌋ to ⌈(i + 1) · size / count⌉; along one axis after the other, which comes to the same. */
function alongAxis(input: tf.Tensor, axis: number, count: number, reduce: (window: tf.Tensor) => tf.Tensor): tf.Tensor {
  const size = input.shape[axis] ?? 1;
  const windows = Array.from({ length: count }, (_, index) => {
    const start = Math.floor((index * size) / count);
    const end = Math.ceil(((index + 1) * size) / count);
    const begin = input.shape.map((_size, place) => (place === axis ? start : 0));
    // -1 keeps an axis whole, so that a recorded graph keeps its batch size free.
    const extent = input.shape.map((_size, place) => (place === axis ? end - start : -1));
    return reduce(input.slice(begin, extent));
  });
  const [first] = windows;
  return first && windows.length === 1 ? first : (windows[0]?.concat(windows.slice(1), axis) ?? input);
}

export const adaptivePoolingFactory = (
  type: LayerType,
  rank: Rank,
  reduce: (window: tf.Tensor, axis: number) => tf.Tensor,
): LayerFactory => ({
  create: (config, { name }) => {
    const counts = sizesIn(config, 'output_size', rank);
    return new CatalogueLayer(type, config, name, ({ input }) =>
      counts.reduce(
        (rest, count, axis) => alongAxis(rest, axis + 1, count, (window) => reduce(window, axis + 1)),
        input,
      ),
    );
  },
  stock: () => null,
});
