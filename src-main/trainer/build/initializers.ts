import type { WeightSpec } from '#shared/layers/definition.ts';
import { normal, truncatedNormal, uniform } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';
import { type Serialised, setting, weightOption } from './weight-options.ts';

type Fans = readonly [number, number];
type Draw = (shape: number[], key: number, chosen: Serialised, fans: Fans) => tf.Tensor;

/** Keras's fans: for kernels the last two dimensions times the window before them. */
function fansOf(shape: readonly number[]): Fans {
  if (shape.length === 1) return [shape[0] ?? 1, shape[0] ?? 1];
  const window = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return [window * (shape.at(-2) ?? 1), window * (shape.at(-1) ?? 1)];
}

// Standard deviation of a unit normal that is cut off at ±2; Keras divides by it to get the variance asked for.
const TRUNCATED_STDDEV = 0.87962566103423978;

type Mode = 'fan_in' | 'fan_out' | 'fan_avg';
type Distribution = 'uniform' | 'truncated_normal' | 'untruncated_normal';

interface Scaling {
  readonly scale: number;
  readonly mode: Mode;
  readonly distribution: Distribution;
}

function scaled(
  shape: number[],
  key: number,
  [fanIn, fanOut]: Fans,
  { scale, mode, distribution }: Scaling,
): tf.Tensor {
  const fan = { fan_in: fanIn, fan_out: fanOut, fan_avg: (fanIn + fanOut) / 2 }[mode];
  const variance = scale / Math.max(1, fan);
  if (distribution === 'uniform') {
    const limit = Math.sqrt(3 * variance);
    return uniform(shape, key, 0, -limit, limit);
  }
  if (distribution === 'untruncated_normal') return tf.tidy(() => normal(shape, key, 0).mul(Math.sqrt(variance)));
  return tf.tidy(() => truncatedNormal(shape, key, 0).mul(Math.sqrt(variance) / TRUNCATED_STDDEV));
}

const varianceScaling =
  (scale: number, mode: Mode, distribution: Distribution): Draw =>
  (shape, key, _chosen, fans) =>
    scaled(shape, key, fans, { scale, mode, distribution });

const gaussian =
  (draw: (shape: readonly number[], key: number, counter: number) => tf.Tensor): Draw =>
  (shape, key, chosen) =>
    tf.tidy(() =>
      draw(shape, key, 0)
        .mul(setting(chosen, 'stddev', 0.05))
        .add(setting(chosen, 'mean', 0)),
    );

/** The Q of a random matrix, as Keras does it: rows or columns are orthonormal. */
const orthogonal: Draw = (shape, key, chosen) =>
  tf.tidy(() => {
    const columns = shape.at(-1) ?? 1;
    const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
    const [q, r] = tf.linalg.qr(normal([Math.max(rows, columns), Math.min(rows, columns)], key, 0) as tf.Tensor2D);
    const diagonal = tf.mul(r as tf.Tensor2D, tf.eye(Math.min(rows, columns))).sum(0);
    const signed = q.mul(diagonal.sign());
    return (rows < columns ? signed.transpose() : signed).reshape(shape).mul(setting(chosen, 'gain', 1));
  });

/** Ones on the diagonal; Keras takes it for matrices alone. */
const identity: Draw = (shape, _key, chosen) => {
  const [rows, columns, ...more] = shape;
  if (rows === undefined || columns === undefined || more.length > 0) {
    throw new Error(`the identity initializer takes matrices; this weight is ${shape.join(' × ')}`);
  }
  return tf.tidy(() => tf.eye(rows, columns).mul(setting(chosen, 'gain', 1)));
};

const byClass: Readonly<Record<string, Draw>> = {
  GlorotUniform: varianceScaling(1, 'fan_avg', 'uniform'),
  GlorotNormal: varianceScaling(1, 'fan_avg', 'truncated_normal'),
  HeUniform: varianceScaling(2, 'fan_in', 'uniform'),
  HeNormal: varianceScaling(2, 'fan_in', 'truncated_normal'),
  LecunUniform: varianceScaling(1, 'fan_in', 'uniform'),
  LecunNormal: varianceScaling(1, 'fan_in', 'truncated_normal'),
  VarianceScaling: (shape, key, chosen, fans) => {
    const { mode = 'fan_in', distribution = 'truncated_normal' } = chosen.settings;
    const scaling = {
      scale: setting(chosen, 'scale', 1),
      mode: mode as Mode,
      distribution: distribution as Distribution,
    };
    return scaled(shape, key, fans, scaling);
  },
  RandomUniform: (shape, key, chosen) =>
    uniform(shape, key, 0, setting(chosen, 'minval', -0.05), setting(chosen, 'maxval', 0.05)),
  RandomNormal: gaussian(normal),
  TruncatedNormal: gaussian(truncatedNormal),
  Orthogonal: orthogonal,
  Identity: identity,
  Constant: (shape, _key, chosen) => tf.fill(shape, setting(chosen, 'value', 0)),
  Zeros: (shape) => tf.zeros(shape),
  Ones: (shape) => tf.ones(shape),
};

// What Keras takes where a config names nothing.
const standard: Readonly<Record<string, string>> = {
  bias: 'Zeros',
  beta: 'Zeros',
  moving_mean: 'Zeros',
  gamma: 'Ones',
  scale: 'Ones',
  moving_variance: 'Ones',
};

/** The first value of a weight, from the layer's Keras config; the same for the same key. */
export function initialValue(
  config: Readonly<Record<string, unknown>>,
  { name, shape, fans, initializer }: Omit<WeightSpec, 'trainable'>,
  key: number,
): tf.Tensor {
  const usual = standard[name.slice(name.lastIndexOf('/') + 1)] ?? 'GlorotUniform';
  const own = typeof initializer === 'object' ? initializer : { className: initializer ?? usual, settings: {} };
  const chosen = weightOption(config, name, 'initializer') ?? own;
  const make = byClass[chosen.className];
  if (!make) throw new Error(`unknown initializer ${chosen.className}`);
  return make([...shape], key, chosen, fans ?? fansOf(shape));
}
