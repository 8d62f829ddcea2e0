import { type Einsum, parseEinsum } from '#shared/layers/einsum.ts';
import { tf } from '../runtime/tf.ts';
import { applyActivation } from './activations.ts';
import { withBias } from './affine.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

/** A kernel whose axes all are axes of the input, shaped to be multiplied with it value by value. */
function kernelOver(kernel: tf.Tensor, weight: string, kept: readonly string[]): tf.Tensor {
  const ordered = kernel.transpose(kept.filter((axis) => weight.includes(axis)).map((axis) => weight.indexOf(axis)));
  return ordered.reshape(kept.map((axis) => (weight.includes(axis) ? (kernel.shape[weight.indexOf(axis)] ?? 1) : 1)));
}

/** As one product of matrices, since tfjs's einsum has no gradient. */
function einsum(x: tf.Tensor, kernel: tf.Tensor, { input, weight, output }: Einsum): tf.Tensor {
  const unused = [...input].filter((axis) => !weight.includes(axis) && !output.includes(axis));
  const kept = [...input].filter((axis) => !unused.includes(axis));
  const given = unused.length > 0 ? x.sum(unused.map((axis) => input.indexOf(axis))) : x;
  if (output === kept.join('')) return given.mul(kernelOver(kernel, weight, kept));
  const both = kept.filter((axis) => weight.includes(axis) && output.includes(axis));
  const summed = kept.filter((axis) => weight.includes(axis) && !output.includes(axis));
  const ofInput = kept.filter((axis) => !weight.includes(axis));
  const ofKernel = [...weight].filter((axis) => !input.includes(axis));
  const sizes = new Map([
    ...kept.map((axis, place) => [axis, given.shape[place] ?? 1] as const),
    ...[...weight].map((axis, place) => [axis, kernel.shape[place] ?? 1] as const),
  ]);
  const sizesOf = (axes: readonly string[]) => axes.map((axis) => sizes.get(axis) ?? 1);
  const count = (axes: readonly string[]) => product(sizesOf(axes));
  const arranged = (tensor: tf.Tensor, axes: readonly string[], order: readonly string[]) =>
    tensor.transpose(order.map((axis) => axes.indexOf(axis)));
  // A single product where no axis is in all three.
  const each = both.length > 0 ? [count(both)] : [];
  const left = arranged(given, kept, [...both, ...ofInput, ...summed]).reshape([...each, -1, count(summed)]);
  const right = arranged(kernel, [...weight], [...both, ...summed, ...ofKernel]).reshape([...each, count(summed), -1]);
  const made = [...both, ...ofInput, ...ofKernel];
  // The batch is the one size that a recorded graph must leave open.
  const open = made.indexOf(input[0] ?? '');
  const shape = sizesOf(made).map((size, place) => (place === open ? -1 : size));
  return arranged(tf.matMul(left, right).reshape(shape), made, [...output]);
}

/** The bias is of the last axes for most equations; else it has ones in it and is added as it is. */
function biased(linear: tf.Tensor, bias: tf.Tensor): tf.Tensor {
  if (bias.shape.join() !== linear.shape.slice(-bias.rank).join()) return linear.add(bias);
  if (bias.rank === 1) return withBias(linear, bias);
  return withBias(linear.reshape([-1, bias.size]), bias.reshape([-1])).reshape([-1, ...linear.shape.slice(1)]);
}

export const einsumDense: LayerFactory = {
  create: (config, { name }) =>
    new CatalogueLayer('einsum_dense', config, name, ({ input, weight }) => {
      const parsed = parseEinsum(stringIn(config, 'equation'), input.rank);
      if (!parsed) throw new Error(`${name} has an equation that doesn't fit its input`);
      const linear = einsum(input, weight('kernel'), parsed);
      const sum = config.bias_axes == null ? linear : biased(linear, weight('bias'));
      return applyActivation(stringIn(config, 'activation', 'linear'), sum);
    }),
  stock: () => null,
};
