import type { Mixing } from '../layers/factory.ts';
import { tf } from '../runtime/tf.ts';

/** A part of what samples are compared with: other samples' targets, and how much they count ([count]). */
export interface TargetPart {
  readonly target: tf.Tensor;
  /** Null: all. */
  readonly share: tf.Tensor | null;
}

/** The targets of samples that were mixed, in the order in which they were. */
export function targetParts(target: tf.Tensor, mixings: readonly Mixing[]): readonly TargetPart[] {
  return mixings.reduce<readonly TargetPart[]>(
    (parts, { order, share }) => {
      const places = order.cast('int32') as tf.Tensor1D;
      const others = parts.map((part) => {
        const left = tf.sub(1, share);
        return {
          target: tf.gather(part.target, places),
          share: part.share ? tf.gather(part.share, places).mul(left) : left,
        };
      });
      return [...parts.map((part) => ({ ...part, share: part.share ? part.share.mul(share) : share })), ...others];
    },
    [{ target, share: null }],
  );
}

/** What is made of each part's target, added up by their shares. */
export function addParts(parts: readonly TargetPart[], valuesOf: (target: tf.Tensor) => tf.Tensor): tf.Tensor {
  const values = parts.map(({ target, share }) => {
    const value = valuesOf(target);
    return share ? value.mul(share.reshape([-1, ...new Array<number>(value.rank - 1).fill(1)])) : value;
  });
  const [only, ...others] = values;
  return only && others.length === 0 ? only : tf.addN(values);
}

/** The class that counts most in each mixed sample; numbers are mixed themselves. */
export function mainTarget(parts: readonly TargetPart[], classes: readonly string[] | null): tf.Tensor {
  const [only, ...others] = parts;
  if (only && others.length === 0) return only.target;
  if (classes === null) return addParts(parts, (target) => target);
  const places = tf.range(0, classes.length, 1, 'int32');
  return addParts(parts, (target) => target.cast('int32').expandDims(-1).equal(places).cast('float32')).argMax(-1);
}
