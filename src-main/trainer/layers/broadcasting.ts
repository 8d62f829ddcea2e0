import { tf } from '../runtime/tf.ts';

/** Aligned at the last axis, the batch apart, as Keras's merging layers align their inputs. */
export function commonShape(...shapes: readonly tf.Shape[]): tf.Shape {
  const samples = shapes.map((shape) => shape.slice(1));
  const rank = Math.max(...samples.map((sizes) => sizes.length));
  const at = (axis: number) => Math.max(...samples.map((sizes) => sizes[axis - rank + sizes.length] ?? 1));
  return [shapes[0]?.[0] ?? null, ...Array.from({ length: rank }, (_, axis) => at(axis))];
}

/** Lower ranks get sizes of 1 behind the batch. */
export function alignRanks(inputs: readonly tf.Tensor[]): tf.Tensor[] {
  const rank = Math.max(...inputs.map((input) => input.rank));
  return inputs.map((input) => {
    if (input.rank === rank) return input;
    const [batch = 1, ...sizes] = input.shape;
    return input.reshape([batch, ...new Array<number>(rank - input.rank).fill(1), ...sizes]);
  });
}

/**
 * Repeats what is 1 in one input and more in another. A product with ones instead of an explicit size: its gradient sums
 * up again, and a recorded graph keeps its batch size free.
 */
export function repeatToFit(inputs: readonly tf.Tensor[]): tf.Tensor[] {
  const aligned = alignRanks(inputs);
  const [, ...common] = commonShape(...aligned.map(({ shape }) => shape)).map(Number);
  return aligned.map((input) =>
    common.every((size, axis) => size === input.shape[axis + 1]) ? input : input.mul(tf.ones([1, ...common])),
  );
}
