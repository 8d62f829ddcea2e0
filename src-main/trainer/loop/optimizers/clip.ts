import type { GradientClip } from '#shared/training/optimizers/definition.ts';
import { tf } from '../../runtime/tf.ts';

const lengthOf = (gradient: tf.Tensor): tf.Tensor => gradient.square().sum().sqrt();

/** Bounds the gradients of one step, as Keras does. */
export function clipGradients<Part extends { readonly gradient: tf.Tensor }>(
  parts: readonly Part[],
  { by, limit }: GradientClip,
): readonly Part[] {
  if (by === 'value') return parts.map((part) => ({ ...part, gradient: part.gradient.clipByValue(-limit, limit) }));
  if (by === 'norm') {
    return parts.map((part) => ({
      ...part,
      gradient: part.gradient.mul(limit).div(lengthOf(part.gradient).maximum(limit)),
    }));
  }
  const squares = parts.map(({ gradient }) => gradient.square().sum());
  const length = tf.addN(squares).sqrt();
  const factor = tf.scalar(limit).mul(length.reciprocal().minimum(1 / limit));
  return parts.map((part) => ({ ...part, gradient: part.gradient.mul(factor) }));
}
