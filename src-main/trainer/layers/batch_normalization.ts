import { backend, boolAttribute, floatAttribute, stringAttribute, typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { type Call, CatalogueLayer } from './catalogue-layer.ts';
import { axesIn, booleanIn, type KerasConfig, numberIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { alongAxes, scaledAndShifted } from './normalizing.ts';

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

/** Swaps an axis with the last one, or leaves the tensor as it is; done twice it is undone. */
function swapWithLast(input: tf.Tensor, axis: number): tf.Tensor {
  if (axis === input.rank - 1) return input;
  const order = input.shape.map((_, place) => place);
  order[axis] = input.rank - 1;
  order[input.rank - 1] = axis;
  return input.transpose(order);
}

function normalizeInTraining(config: KerasConfig, call: Call, channelsLast: tf.Tensor): tf.Tensor {
  const channels = channelsLast.shape.at(-1) ?? 1;
  const momentum = numberIn(config, 'momentum', 0.99);
  const gamma = booleanIn(config, 'scale', true) ? call.weight('gamma') : tf.ones([channels]);
  const beta = booleanIn(config, 'center', true) ? call.weight('beta') : tf.zeros([channels]);
  const rows = channelsLast.reshape([-1, 1, 1, channels]) as tf.Tensor4D;
  const { output, mean, variance } = normalizeBatch(rows, gamma, beta, numberIn(config, 'epsilon', 1e-3));
  const move = (name: string, towards: tf.Tensor) =>
    call.assign(
      name,
      call
        .weight(name)
        .mul(momentum)
        .add(towards.mul(1 - momentum)),
    );
  move('moving_mean', mean);
  // Keras's moving variance takes the plain variance of the batch, without Bessel's correction.
  move('moving_variance', variance.mul((rows.shape[0] - 1) / Math.max(1, rows.shape[0])));
  tf.dispose([mean, variance]);
  return output.reshape(channelsLast.shape);
}

export const batchNormalization: LayerFactory = {
  create: (config, { name, frozen }) =>
    new CatalogueLayer('batch_normalization', config, name, (call) => {
      const { input, weight } = call;
      const [axis = -1] = axesIn(config, 'axis', input.rank);
      if (call.training && !frozen)
        return swapWithLast(normalizeInTraining(config, call, swapWithLast(input, axis)), axis);
      const inverse = tf.rsqrt(weight('moving_variance').add(numberIn(config, 'epsilon', 1e-3)));
      const value = input.sub(alongAxes(weight('moving_mean'), input, [axis])).mul(alongAxes(inverse, input, [axis]));
      return scaledAndShifted(config, value, call, [axis]);
    }),
  stock: (config, name) =>
    tf.layers.batchNormalization({
      name,
      axis: numberIn(config, 'axis', -1),
      epsilon: numberIn(config, 'epsilon', 1e-3),
      momentum: numberIn(config, 'momentum', 0.99),
      center: booleanIn(config, 'center', true),
      scale: booleanIn(config, 'scale', true),
    }),
};
