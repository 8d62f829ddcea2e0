import { backend, boolAttribute, floatAttribute, stringAttribute, typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { type Call, CatalogueLayer } from './catalogue-layer.ts';
import { axesIn, booleanIn, type KerasConfig, numberIn } from './config.ts';
import type { LayerFactory, Mask } from './factory.ts';
import { alongAxes, scaledAndShifted } from './normalizing.ts';
import { withoutGradient } from './without-gradient.ts';

interface Normalized {
  readonly output: tf.Tensor;
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

interface Affine {
  readonly gamma: tf.Tensor;
  readonly beta: tf.Tensor;
  readonly epsilon: number;
}

const attributes = (epsilon: number) => [
  typeAttribute('T', 'float32'),
  typeAttribute('U', 'float32'),
  floatAttribute('epsilon', epsilon),
  stringAttribute('data_format', 'NHWC'),
  boolAttribute('is_training', true),
];

/**
 * One fused kernel instead of the dozen that tfjs composes; its variance has Bessel's correction. `mean` and `variance`
 * are the caller's to dispose.
 */
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

/** Keras's epsilon: a batch of nothing but padding has a mean of 0. */
const EPSILON = 1e-7;

/** Mean and variance of the values that count, and the values brought to them; in plain operations. */
function normalizeCounted(x: tf.Tensor, counts: tf.Tensor, { gamma, beta, epsilon }: Affine): Normalized {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  const number = counts.mul(tf.onesLike(x)).sum(axes).add(EPSILON);
  const mean = x.mul(counts).sum(axes).div(number);
  const variance = x.sub(mean).mul(counts).square().sum(axes).div(number);
  const output = x
    .sub(mean)
    .mul(tf.rsqrt(variance.add(epsilon)).mul(gamma))
    .add(beta);
  return { output, mean, variance };
}

/** All values count: one kernel. */
function normalizeAll(x: tf.Tensor, { gamma, beta, epsilon }: Affine): Normalized {
  const rows = x.reshape([-1, 1, 1, x.shape.at(-1) ?? 1]) as tf.Tensor4D;
  const { output, mean, variance } = normalizeBatch(rows, gamma, beta, epsilon);
  // Keras's moving variance takes the plain variance of the batch, without Bessel's correction.
  const plain = variance.mul((rows.shape[0] - 1) / Math.max(1, rows.shape[0]));
  const result = { output: output.reshape(x.shape), mean: mean.clone(), variance: plain };
  tf.dispose([mean, variance]);
  return result;
}

/** What a batch gave, without gradients, and the layer's options. */
interface Gathered {
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
  readonly config: KerasConfig;
  readonly call: Call;
}

const stopped = (tensor: tf.Tensor): tf.Tensor => withoutGradient(tensor, (value) => value.clone());

function move({ call }: Gathered, name: string, towards: tf.Tensor, momentum: number): tf.Tensor {
  const moved = call
    .weight(name)
    .mul(momentum)
    .add(towards.mul(1 - momentum));
  call.assign(name, moved);
  return moved;
}

/**
 * Batch renormalization (Ioffe, 2017): what is normalized by the batch is corrected to what the averages of many batches
 * would give; the corrections count as constants. The averages used after training are those of standard deviations.
 */
function renormalized(output: tf.Tensor, { gamma, beta, epsilon }: Affine, gathered: Gathered): tf.Tensor {
  const { mean, variance, config, call } = gathered;
  const deviation = variance.add(epsilon).sqrt();
  const usual = tf.maximum(call.weight('renorm_stddev'), Math.sqrt(epsilon));
  const { rmin, rmax, dmax } = (config.renorm_clipping ?? {}) as Readonly<Record<string, number | undefined>>;
  const atLeast = (value: tf.Tensor, least?: number) => (least === undefined ? value : tf.maximum(value, least));
  const atMost = (value: tf.Tensor, most?: number) => (most === undefined ? value : tf.minimum(value, most));
  const factor = stopped(atMost(atLeast(deviation.div(usual), rmin), rmax));
  const off = mean.sub(call.weight('renorm_mean')).div(usual);
  const offset = stopped(atMost(atLeast(off, dmax === undefined ? undefined : -dmax), dmax));
  const momentum = numberIn(config, 'momentum', 0.99);
  const slow = numberIn(config, 'renorm_momentum', 0.99);
  move(gathered, 'renorm_mean', mean, slow);
  move(gathered, 'renorm_stddev', deviation, slow);
  move(gathered, 'moving_mean', mean, momentum);
  const spread = move(gathered, 'moving_stddev', deviation, momentum);
  call.assign('moving_variance', spread.square().sub(epsilon).relu());
  return output.mul(factor.mul(gamma)).add(offset.mul(gamma).add(beta));
}

function normalizeInTraining(config: KerasConfig, call: Call, channelsLast: tf.Tensor, counts: Mask): tf.Tensor {
  const channels = channelsLast.shape.at(-1) ?? 1;
  const affine = {
    gamma: booleanIn(config, 'scale', true) ? call.weight('gamma') : tf.ones([channels]),
    beta: booleanIn(config, 'center', true) ? call.weight('beta') : tf.zeros([channels]),
    epsilon: numberIn(config, 'epsilon', 1e-3),
  };
  const normalize = (by: Affine) =>
    counts ? normalizeCounted(channelsLast, counts, by) : normalizeAll(channelsLast, by);
  if (booleanIn(config, 'renorm', false)) {
    const plain = { ...affine, gamma: tf.ones([channels]), beta: tf.zeros([channels]) };
    const { output, mean, variance } = normalize(plain);
    return renormalized(output, affine, { mean, variance, config, call });
  }
  const { output, mean, variance } = normalize(affine);
  const momentum = numberIn(config, 'momentum', 0.99);
  const gathered = { mean, variance, config, call };
  move(gathered, 'moving_mean', mean, momentum);
  move(gathered, 'moving_variance', variance, momentum);
  return output;
}

export const batchNormalization: LayerFactory = {
  create: (config, { name, frozen }) =>
    new CatalogueLayer('batch_normalization', config, name, (call) => {
      const { input, weight } = call;
      const [axis = -1] = axesIn(config, 'axis', input.rank);
      if (call.training && !frozen) {
        const [mask] = call.masks;
        const counts = mask ? swapWithLast(mask.expandDims(-1).cast('float32'), axis) : null;
        return swapWithLast(normalizeInTraining(config, call, swapWithLast(input, axis), counts), axis);
      }
      const inverse = tf.rsqrt(weight('moving_variance').add(numberIn(config, 'epsilon', 1e-3)));
      const value = input.sub(alongAxes(weight('moving_mean'), input, [axis])).mul(alongAxes(inverse, input, [axis]));
      return scaledAndShifted(config, value, call, [axis]);
    }),
  initialWeight: (_config, { name }, draw) => {
    if (name === 'renorm_mean') return draw('moving_mean');
    return name === 'moving_stddev' || name === 'renorm_stddev' ? draw('moving_variance').sqrt() : null;
  },
  // TF.js has no place for the averages of renormalization.
  stock: (config, name) =>
    booleanIn(config, 'renorm', false)
      ? null
      : tf.layers.batchNormalization({
          name,
          axis: numberIn(config, 'axis', -1),
          epsilon: numberIn(config, 'epsilon', 1e-3),
          momentum: numberIn(config, 'momentum', 0.99),
          center: booleanIn(config, 'center', true),
          scale: booleanIn(config, 'scale', true),
        }),
};
