import { tf } from '../runtime/tf.ts';
import { numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { kernelOf, makeHeld, startWithin, WrappingLayer } from './wrapping-layer.ts';

/** Keras's epsilon for lengths. */
const EPSILON = 1e-12;

const toLengthOne = (vector: tf.Tensor): tf.Tensor => vector.mul(tf.rsqrt(tf.maximum(vector.square().sum(), EPSILON)));

export const spectralNormalization: LayerFactory = {
  create: (config, context) =>
    new WrappingLayer({
      type: 'spectral_normalization',
      config,
      name: context.name,
      parts: new Map([['layer', makeHeld('spectral_normalization', config, 'layer', context)]]),
      compute: ({ inputs, training, apply, weight }) => {
        if (training && context.frozen !== true) {
          const kernel = kernelOf(weight);
          const value = kernel.read();
          const rows = value.reshape([-1, value.shape.at(-1) ?? 1]) as tf.Tensor2D;
          let u = weight('vector_u').read() as tf.Tensor2D;
          let v = u;
          for (let round = 0; round < numberIn(config, 'power_iterations', 1); round += 1) {
            v = toLengthOne(u.matMul(rows, false, true)) as tf.Tensor2D;
            u = toLengthOne(v.matMul(rows)) as tf.Tensor2D;
          }
          // A kernel of zeros has no largest singular value and stays.
          const empty = value.abs().max().equal(0).cast('float32');
          const sigma = v.matMul(rows).matMul(u, false, true).reshape([]).mul(tf.sub(1, empty)).add(empty);
          const before = weight('vector_u').read();
          weight('vector_u').write(u.mul(tf.sub(1, empty)).add(before.mul(empty)));
          kernel.write(value.div(sigma));
        }
        return apply('layer', inputs, [null]);
      },
    }),
  initialWeight: (config, spec, draw) =>
    spec.name === 'vector_u'
      ? // Keras draws it with a deviation of 0.02, and the initializer's own is 0.05.
        draw('vector_u').mul(0.02 / 0.05)
      : (startWithin('spectral_normalization')(config, spec, draw) ?? null),
  stock: () => null,
};
