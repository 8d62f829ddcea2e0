import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn, numbersIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

/** What Keras takes as the least square of a length. */
const LEAST = 1e-12;

/** The axis moved to the end, and the others as one: (batch, others, size). */
function asMatrix(input: tf.Tensor, axis: number): tf.Tensor3D {
  const others = input.shape.map((_, place) => place).filter((place) => place !== 0 && place !== axis);
  const rest = others.reduce((count, place) => count * (input.shape[place] ?? 1), 1);
  return input.transpose([0, ...others, axis]).reshape([-1, rest, input.shape[axis] ?? 1]);
}

/** tfjs's layer takes inputs of few ranks only. */
export const dot: LayerFactory = {
  create: (config, { name }) => {
    const layer: CatalogueLayer = new CatalogueLayer('dot', config, name, ({ inputs }) => {
      const axes = numbersIn(config, 'axes');
      const [first, second] = inputs.map((input, index) => {
        const axis = axes[index] ?? -1;
        const matrix = asMatrix(input, axis < 0 ? input.rank + axis : axis);
        if (!booleanIn(config, 'normalize', false)) return matrix;
        return matrix.mul(tf.rsqrt(tf.maximum(matrix.square().sum(-1, true), LEAST))) as tf.Tensor3D;
      }) as [tf.Tensor3D, tf.Tensor3D];
      const [, ...sizes] = layer.computeOutputShape(inputs.map(({ shape }) => shape)).map(Number);
      return tf.matMul(first, second, false, true).reshape([-1, ...sizes]);
    });
    return layer;
  },
  stock: () => null,
};
