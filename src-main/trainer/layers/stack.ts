import { tf } from '../runtime/tf.ts';
import { axesIn, type KerasConfig } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { PlainLayer } from './plain-layer.ts';

/** Of inputs of this rank, where the new axis stands. */
const placeOf = (config: KerasConfig, rank: number): number => axesIn(config, 'axis', rank + 1)[0] ?? rank;

/** TF.js has no such layer. */
export const stack: LayerFactory = {
  create: (config, { name }) =>
    new PlainLayer({
      name,
      outputShape: (...shapes) => shapes[0].toSpliced(placeOf(config, shapes[0].length), 0, shapes.length),
      compute: (inputs) => tf.stack([...inputs], placeOf(config, inputs[0]?.rank ?? 0)),
    }),
  stock: () => null,
};
