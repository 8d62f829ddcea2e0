import { tf } from '../runtime/tf.ts';
import type { LayerFactory } from './factory.ts';
import { kernelOf, makeHeld, startWithin, WrappingLayer } from './wrapping-layer.ts';

/** As `tf.nn.l2_normalize`, which TensorFlow Addons uses. */
const EPSILON = 1e-12;

/** Over everything but the units, which are the last axis. */
const squaredLength = (kernel: tf.Tensor): tf.Tensor =>
  kernel.square().sum(kernel.shape.slice(0, -1).map((_, axis) => axis));

export const weightNormalization: LayerFactory = {
  create: (config, context) =>
    new WrappingLayer({
      type: 'weight_normalization',
      config,
      name: context.name,
      parts: new Map([['layer', makeHeld('weight_normalization', config, 'layer', context)]]),
      compute: ({ inputs, apply, weight }) => {
        const kernel = kernelOf(weight);
        const direction = kernel.read();
        const length = tf.rsqrt(tf.maximum(squaredLength(direction), EPSILON));
        const normalized = direction.mul(length.mul(weight('g').read()));
        // The layer reads its kernel while it is applied, and at no other time.
        const { read } = kernel;
        kernel.read = () => normalized;
        try {
          return apply('layer', inputs, [null]);
        } finally {
          kernel.read = read;
        }
      },
    }),
  initialWeight: (config, spec, draw) => {
    if (spec.name !== 'g') return startWithin('weight_normalization')(config, spec, draw);
    const { layer } = config as { layer: { config: object } };
    return squaredLength(draw('embeddings_initializer' in layer.config ? 'layer/embeddings' : 'layer/kernel')).sqrt();
  },
  stock: () => null,
};
