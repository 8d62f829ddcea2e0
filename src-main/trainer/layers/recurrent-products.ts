import { tf } from '../runtime/tf.ts';
import { booleanIn, numberIn } from './config.ts';
import type { CellCall } from './recurrent.ts';

/** The columns of a kernel that belong to some of its gates. */
export function gatesOf(kernel: tf.Tensor, units: number, from: number, to: number): tf.Tensor2D {
  const whole = from === 0 && kernel.shape[1] === to * units;
  return (whole ? kernel : kernel.slice([0, from * units], [-1, (to - from) * units])) as tf.Tensor2D;
}

/** The time steps of a sequence; tfjs's gradient of an unstack into one part fails. */
export const stepsOf = (sequence: tf.Tensor): tf.Tensor[] =>
  sequence.shape[1] === 1 ? [sequence.squeeze([1])] : tf.unstack(sequence, 1);

/** Equal parts along the last axis; tfjs's gradient of a split into one part fails. */
export const inParts = (tensor: tf.Tensor, parts: number): tf.Tensor[] =>
  parts === 1 ? [tensor] : tf.split(tensor, parts, -1);

/**
 * What the inputs of all time steps add to the gates: one product for the whole sequence. Keras hides other inputs from
 * each gate where it hides remembered values too.
 */
export function inputSums({ config, input, weight, hide }: CellCall, gates: number, bias: tf.Tensor | null): tf.Tensor {
  const kernel = weight('kernel');
  const units = (kernel.shape[1] ?? 0) / gates;
  const [batch = 1, steps = 1, features = 1] = input.shape;
  const separate = gates > 1 && numberIn(config, 'recurrent_dropout', 0) > 0 ? gates : 1;
  const masks = Array.from({ length: separate }, (_, gate) => hide('dropout', [batch, 1, features], gate));
  // Without masks they would all be the same.
  const products = (masks[0] ? masks : [null]).map((mask, gate, { length }) => {
    const rows = (mask ? input.mul(mask) : input).reshape([-1, features]) as tf.Tensor2D;
    return rows.matMul(length === 1 ? (kernel as tf.Tensor2D) : gatesOf(kernel, units, gate, gate + 1));
  });
  const [first] = products;
  const all = products.length === 1 && first ? first : tf.concat(products, -1);
  return (bias ? all.add(bias) : all).reshape([-1, steps, gates * units]);
}

/** What remembered values add to some gates; made ready once for all steps. */
export function recurrentSums(
  { input, weight, hide }: CellCall,
  units: number,
  from: number,
  to: number,
): (remembered: tf.Tensor) => tf.Tensor {
  const kernel = weight('recurrent_kernel');
  const masks = Array.from({ length: to - from }, (_, gate) =>
    hide('recurrent_dropout', [input.shape[0] ?? 1, units], from + gate),
  );
  if (masks.every((mask) => mask === null)) {
    const part = gatesOf(kernel, units, from, to);
    return (remembered) => tf.matMul(remembered as tf.Tensor2D, part);
  }
  const parts = masks.map((_, gate) => gatesOf(kernel, units, from + gate, from + gate + 1));
  return (remembered) => {
    const products = masks.map((mask, gate) =>
      tf.matMul((mask ? remembered.mul(mask) : remembered) as tf.Tensor2D, parts[gate] as tf.Tensor2D),
    );
    const [first] = products;
    return products.length === 1 && first ? first : tf.concat(products, -1);
  };
}

export const biasOf = ({ config, weight }: CellCall): tf.Tensor | null =>
  booleanIn(config, 'use_bias', true) ? weight('bias') : null;
