import { tf } from '../runtime/tf.ts';
import { type Call, CatalogueLayer } from './catalogue-layer.ts';
import { axesIn, booleanIn, type KerasConfig, numbersIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { alongAxes } from './normalizing.ts';

/** Keras's epsilon: what varies less counts as varying so much. */
const EPSILON = 1e-7;

/** Given numbers along the last of the axes, or one for all. */
function given(config: KerasConfig, key: 'mean' | 'variance', rank: number, axes: readonly number[]): tf.Tensor {
  const value = config[key];
  const numbers = typeof value === 'number' ? [value] : numbersIn(config, key);
  const last = Math.max(...axes);
  const shape = Array.from({ length: rank }, (_, axis) => (axis === last ? numbers.length : 1));
  return tf.tensor(numbers, numbers.length === 1 ? [] : shape);
}

function statistic(config: KerasConfig, key: 'mean' | 'variance', { input, weight }: Call): tf.Tensor {
  const axes = axesIn(config, 'axis', input.rank).sort((a, b) => a - b);
  return config.mean == null ? alongAxes(weight(key), input, axes) : given(config, key, input.rank, axes);
}

export const normalization: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('normalization', config, name, (call) => {
      const mean = statistic(config, 'mean', call);
      const deviation = statistic(config, 'variance', call).sqrt().maximum(EPSILON);
      const invert = booleanIn(config, 'invert', false);
      return invert ? call.input.mul(deviation).add(mean) : call.input.sub(mean).div(deviation);
    }),
  measures: (config, rank) => {
    const kept = axesIn(config, 'axis', rank);
    return config.mean == null
      ? Array.from({ length: rank }, (_, axis) => axis).filter((axis) => !kept.includes(axis))
      : null;
  },
  stock: () => null,
};
