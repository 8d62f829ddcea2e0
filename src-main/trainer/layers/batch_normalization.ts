import { backend, boolAttribute, floatAttribute, stringAttribute, typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { booleanIn, type KerasConfig, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { currentValue, type LayerWeight, type OwnWeight, WeightedLayer } from './weighted-layer.ts';

interface Normalized {
  readonly output: tf.Tensor4D;
  readonly mean: tf.Tensor1D;
  /** As TensorFlow gives it: with Bessel's correction. */
  readonly variance: tf.Tensor1D;
}

const attributes = (epsilon: number) => [
  typeAttribute('T', 'float32'),
  typeAttribute('U', 'float32'),
  floatAttribute('epsilon', epsilon),
  stringAttribute('data_format', 'NHWC'),
  boolAttribute('is_training', true),
];

/** One fused kernel instead of the dozen that tfjs composes; `mean` and `variance` are the caller's to dispose. */
function normalizeBatch(x: tf.Tensor4D, gamma: tf.Tensor, beta: tf.Tensor, epsilon: number): Normalized {
  let mean: tf.Tensor | undefined;
  let variance: tf.Tensor | undefined;
  const operation = tf.customGrad((...values) => {
    const [input, scale, offset, save] = values as unknown as [tf.Tensor, tf.Tensor, tf.Tensor, tf.GradSaveFunc];
    const outputs = backend().executeMultipleOutputs(
      'FusedBatchNormV3',
      attributes(epsilon),
      [input, scale, offset, tf.tensor1d([]), tf.tensor1d([])],
      6,
    );
    const [value, batchMean, batchVariance, ...reserved] = outputs as [tf.Tensor, tf.Tensor, tf.Tensor, ...tf.Tensor[]];
    mean = tf.keep(batchMean);
    variance = tf.keep(batchVariance);
    save([input, scale, ...reserved]);
    return {
      value,
      gradFunc: (dy, saved) => {
        const inputs = [dy as tf.Tensor, ...(saved as tf.Tensor[])];
        return backend().executeMultipleOutputs('FusedBatchNormGradV3', attributes(epsilon), inputs, 5).slice(0, 3);
      },
    };
  });
  const output = operation(x, gamma, beta) as tf.Tensor4D;
  return { output, mean: mean as tf.Tensor1D, variance: variance as tf.Tensor1D };
}

function move(weights: ReadonlyMap<string, LayerWeight>, name: string, towards: tf.Tensor, momentum: number): void {
  weights.get(name)?.write(
    currentValue(weights, name)
      .mul(momentum)
      .add(towards.mul(1 - momentum)),
  );
}

function lastAxisOnly(config: KerasConfig, input: tf.Shape): void {
  const axis = numberIn(config, 'axis', -1);
  if (axis !== -1 && axis !== input.length - 1)
    throw new Error(`batch normalization over axis ${axis} isn't supported`);
}

export const batchNormalization: LayerFactory = {
  create: (config, { name, frozen }) => {
    const epsilon = numberIn(config, 'epsilon', 1e-3);
    const momentum = numberIn(config, 'momentum', 0.99);
    const center = booleanIn(config, 'center', true);
    const scale = booleanIn(config, 'scale', true);
    return new WeightedLayer({
      name,
      outputShape: (input) => input,
      weights: (input) => {
        lastAxisOnly(config, input);
        const shape = [input.at(-1) ?? 0];
        const weights: OwnWeight[] = [];
        if (scale) weights.push({ name: 'gamma', shape, trainable: true });
        if (center) weights.push({ name: 'beta', shape, trainable: true });
        weights.push({ name: 'moving_mean', shape, trainable: false });
        weights.push({ name: 'moving_variance', shape, trainable: false });
        return weights;
      },
      compute: (input, weights, training) => {
        const channels = input.shape.at(-1) ?? 1;
        const gamma = scale ? currentValue(weights, 'gamma') : tf.ones([channels]);
        const beta = center ? currentValue(weights, 'beta') : tf.zeros([channels]);
        if (!training || frozen) {
          const factor = currentValue(weights, 'moving_variance').add(epsilon).rsqrt().mul(gamma);
          return input.sub(currentValue(weights, 'moving_mean')).mul(factor).add(beta);
        }
        const rows = input.reshape([-1, 1, 1, channels]) as tf.Tensor4D;
        const { output, mean, variance } = normalizeBatch(rows, gamma, beta, epsilon);
        move(weights, 'moving_mean', mean, momentum);
        // Keras's moving variance takes the plain variance of the batch, without Bessel's correction.
        move(weights, 'moving_variance', variance.mul((rows.shape[0] - 1) / Math.max(1, rows.shape[0])), momentum);
        tf.dispose([mean, variance]);
        return output.reshape(input.shape);
      },
    });
  },
  stock: (config, name) =>
    tf.layers.batchNormalization({
      name,
      epsilon: numberIn(config, 'epsilon', 1e-3),
      momentum: numberIn(config, 'momentum', 0.99),
      center: booleanIn(config, 'center', true),
      scale: booleanIn(config, 'scale', true),
    }),
};
