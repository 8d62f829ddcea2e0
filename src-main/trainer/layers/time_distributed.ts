import { tf } from '../runtime/tf.ts';
import type { LayerFactory } from './factory.ts';
import { makeHeld, startWithin, WrappingLayer } from './wrapping-layer.ts';

export const timeDistributed: LayerFactory = {
  create: (config, context) => {
    // All steps are computed as one batch: none of them goes on where another ended.
    const { states: _, ...apart } = context;
    const part = makeHeld('time_distributed', config, 'layer', apart);
    return new WrappingLayer({
      type: 'time_distributed',
      config,
      name: context.name,
      parts: new Map([['layer', part]]),
      unseen: true,
      partShape: ([batch = null, , ...step]) => [batch, ...step],
      compute: ({ inputs: [sequence], training, apply }) => {
        const [, steps = 1, ...sizes] = (sequence as tf.Tensor).shape;
        const one = (input: tf.Tensor): tf.Tensor => apply('layer', [input], [null])[0] as tf.Tensor;
        // What gathers statistics over a batch does so step by step in Keras; all else can't tell.
        if (training && part.nonTrainableWeights.length > 0) {
          return tf.stack(tf.unstack(sequence as tf.Tensor, 1).map(one), 1);
        }
        const all = one((sequence as tf.Tensor).reshape([-1, ...sizes]));
        return all.reshape([-1, steps, ...all.shape.slice(1)]);
      },
    });
  },
  initialWeight: startWithin('time_distributed'),
  stock: () => null,
};
