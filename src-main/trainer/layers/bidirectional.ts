import { tf } from '../runtime/tf.ts';
import { booleanIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { heldIn, makeHeld, startWithin, WrappingLayer } from './wrapping-layer.ts';

type Merge = (there: tf.Tensor, back: tf.Tensor) => tf.Tensor[];

const merges: Readonly<Record<string, Merge>> = {
  concat: (there, back) => [tf.concat([there, back], -1)],
  sum: (there, back) => [there.add(back)],
  mul: (there, back) => [there.mul(back)],
  ave: (there, back) => [there.add(back).mul(0.5)],
  null: (there, back) => [there, back],
};

export const bidirectional: LayerFactory = {
  create: (config, context) => {
    const merge = merges[String(config.merge_mode ?? null)];
    if (!merge) throw new Error(`unknown merge mode ${config.merge_mode}`);
    const sequences = booleanIn(heldIn('bidirectional', config, 'layer').config, 'return_sequences', false);
    return new WrappingLayer({
      type: 'bidirectional',
      config,
      name: context.name,
      parts: new Map(['layer', 'backward_layer'].map((key) => [key, makeHeld('bidirectional', config, key, context)])),
      compute: ({ inputs: [sequence, ...initial], masks: [mask = null], apply }) => {
        const half = initial.length / 2;
        // As in Keras, which gives a layer no mask where states are given.
        const masks = [initial.length === 0 ? mask : null];
        const read = (key: string, states: tf.Tensor[]) => apply(key, [sequence as tf.Tensor, ...states], masks);
        const [there, ...states] = read('layer', initial.slice(0, half));
        const [back, ...backStates] = read('backward_layer', initial.slice(half));
        // The layer that read from the end gave its steps in that order.
        const ordered = sequences ? (back as tf.Tensor).reverse(1) : (back as tf.Tensor);
        return [...merge(there as tf.Tensor, ordered), ...states, ...backStates];
      },
    });
  },
  initialWeight: startWithin('bidirectional'),
  stock: () => null,
};
