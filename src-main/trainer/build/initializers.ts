import { normal, truncatedNormal, uniform } from '../runtime/random.ts';
import { tf } from '../runtime/tf.ts';

type Draw = (shape: number[], key: number) => tf.Tensor;

/** Keras's fans: for kernels the last two dimensions times the window before them. */
function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  if (shape.length === 1) return { fanIn: shape[0] ?? 1, fanOut: shape[0] ?? 1 };
  const window = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return { fanIn: window * (shape.at(-2) ?? 1), fanOut: window * (shape.at(-1) ?? 1) };
}

// Standard deviation of a unit normal that is cut off at ±2; Keras divides by it to get the variance asked for.
const TRUNCATED_STDDEV = 0.87962566103423978;

const varianceScaling =
  (scale: number, mode: 'in' | 'average', distribution: 'uniform' | 'normal'): Draw =>
  (shape, key) => {
    const { fanIn, fanOut } = fans(shape);
    const variance = scale / Math.max(1, mode === 'in' ? fanIn : (fanIn + fanOut) / 2);
    if (distribution === 'uniform') {
      const limit = Math.sqrt(3 * variance);
      return uniform(shape, key, 0, -limit, limit);
    }
    return tf.tidy(() => truncatedNormal(shape, key, 0).mul(Math.sqrt(variance) / TRUNCATED_STDDEV));
  };

/** The Q of a random matrix, as Keras does it: rows or columns are orthonormal. */
const orthogonal: Draw = (shape, key) =>
  tf.tidy(() => {
    const columns = shape.at(-1) ?? 1;
    const rows = shape.slice(0, -1).reduce((product, size) => product * size, 1);
    const [q, r] = tf.linalg.qr(normal([Math.max(rows, columns), Math.min(rows, columns)], key, 0) as tf.Tensor2D);
    const diagonal = tf.mul(r as tf.Tensor2D, tf.eye(Math.min(rows, columns))).sum(0);
    const signed = q.mul(diagonal.sign());
    return (rows < columns ? signed.transpose() : signed).reshape(shape);
  });

const byClass: Readonly<Record<string, Draw>> = {
  GlorotUniform: varianceScaling(1, 'average', 'uniform'),
  GlorotNormal: varianceScaling(1, 'average', 'normal'),
  HeUniform: varianceScaling(2, 'in', 'uniform'),
  HeNormal: varianceScaling(2, 'in', 'normal'),
  LecunUniform: varianceScaling(1, 'in', 'uniform'),
  LecunNormal: varianceScaling(1, 'in', 'normal'),
  RandomUniform: (shape, key) => uniform(shape, key, 0, -0.05, 0.05),
  RandomNormal: (shape, key) => tf.tidy(() => normal(shape, key, 0).mul(0.05)),
  TruncatedNormal: (shape, key) => tf.tidy(() => truncatedNormal(shape, key, 0).mul(0.05)),
  Orthogonal: orthogonal,
  Zeros: (shape) => tf.zeros(shape),
  Ones: (shape) => tf.ones(shape),
};

// What Keras takes where a config names nothing.
const standard: Readonly<Record<string, string>> = {
  bias: 'Zeros',
  beta: 'Zeros',
  moving_mean: 'Zeros',
  gamma: 'Ones',
  moving_variance: 'Ones',
};

const asClass = (short: string): string =>
  short.replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());

function nameIn(config: Readonly<Record<string, unknown>>, weight: string): string {
  // Keras's separable and depthwise layers name the initializer `depthwise_initializer`, not `…_kernel_initializer`.
  const field = [weight, weight.replace(/_kernel$/, '')].find((name) => `${name}_initializer` in config);
  const depthwise = weight === 'kernel' && 'depthwise_initializer' in config ? 'depthwise' : field;
  const written = depthwise ? config[`${depthwise}_initializer`] : null;
  if (typeof written === 'string') return asClass(written);
  if (written && typeof written === 'object' && 'class_name' in written) return String(written.class_name);
  return standard[weight] ?? 'GlorotUniform';
}

/** The first value of a weight, from the layer's Keras config; the same for the same key. */
export function initialValue(
  config: Readonly<Record<string, unknown>>,
  weight: string,
  shape: number[],
  key: number,
): tf.Tensor {
  const name = nameIn(config, weight);
  const make = byClass[name];
  if (!make) throw new Error(`unknown initializer ${name}`);
  return make(shape, key);
}
