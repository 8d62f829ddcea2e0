import { tf } from '../runtime/tf.ts';
import { axesIn, booleanIn, numbersIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { PlainLayer } from './plain-layer.ts';

/** The places as counted from the front. */
const placesIn = (config: Parameters<typeof numbersIn>[0], size: number): number[] =>
  numbersIn(config, 'indices').map((index) => (index < 0 ? index + size : index));

/** TF.js has no such layer. */
export const take: LayerFactory = {
  create: (config, { name }) => {
    const drops = booleanIn(config, 'drop', false);
    return new PlainLayer({
      name,
      outputShape: (shape) => {
        const [axis = 0] = axesIn(config, 'axis', shape.length);
        return drops ? shape.toSpliced(axis, 1) : shape.with(axis, numbersIn(config, 'indices').length);
      },
      compute: ([input]) => {
        if (!input) throw new Error(`${name} got no input`);
        const [axis = 0] = axesIn(config, 'axis', input.rank);
        const places = placesIn(config, input.shape[axis] ?? 0);
        const taken = tf.gather(input, tf.tensor1d(places, 'int32'), axis);
        return drops ? taken.squeeze([axis]) : taken;
      },
    });
  },
  stock: () => null,
};
