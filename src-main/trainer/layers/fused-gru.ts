import { backend, typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { sumOfRows, withBias } from './affine.ts';
import { apartInBatch, batchParts, togetherInBatch } from './batch-parts.ts';
import { booleanIn, numberIn, stringIn } from './config.ts';
import { type Fused, lastOf } from './recurrent.ts';
import { biasOf, inputSums } from './recurrent-products.ts';

/** Of one step, what the way back needs: all of (batch, units), `gates` (batch, 2 · units). */
interface Step {
  readonly before: tf.Tensor;
  /** Update and reset, side by side. */
  readonly gates: tf.Tensor;
  readonly update: tf.Tensor;
  readonly reset: tf.Tensor;
  readonly candidate: tf.Tensor;
  /** What the remembered values add to the candidate, before the reset gate. */
  readonly recalled: tf.Tensor;
  /** What was remembered less the candidate. */
  readonly change: tf.Tensor;
}

interface Given {
  /** What the inputs add to the gates, as (batch, steps, 3 · units). */
  readonly sums: tf.Tensor;
  readonly kernel: tf.Tensor;
  readonly bias: tf.Tensor;
  readonly hidden: tf.Tensor;
}

interface Reading {
  readonly units: number;
  /** Of the steps, as they are read. */
  readonly order: readonly number[];
  /** Whether every step is shown, or the last alone. */
  readonly sequence: boolean;
}

const slopeOf = (operation: 'SigmoidGrad' | 'TanhGrad', y: tf.Tensor, dy: tf.Tensor): tf.Tensor =>
  backend().executeSingleOutput(operation, [typeAttribute('T', 'float32')], [y, dy]);

/** What is of the last gate, apart from the rest. */
const apart = (x: tf.Tensor, units: number): [tf.Tensor, tf.Tensor] =>
  tf.split(x, [(x.shape.at(-1) ?? 0) - units, units], -1) as [tf.Tensor, tf.Tensor];

function forwards({ sums, kernel, bias, hidden }: Given, { units, order }: Reading): readonly [Step[], tf.Tensor[]] {
  const [ofGates, ofCandidates] = apart(sums, units).map((part) => tf.unstack(part, 1)) as [tf.Tensor[], tf.Tensor[]];
  const steps: Step[] = [];
  const outputs: tf.Tensor[] = [];
  let before = hidden;
  for (const index of order) {
    const [asked, recalled] = apart(withBias(tf.matMul(before as tf.Tensor2D, kernel as tf.Tensor2D), bias), units);
    const gates = tf.sigmoid((ofGates[index] as tf.Tensor).add(asked));
    const [update, reset] = apart(gates, units);
    const candidate = tf.tanh((ofCandidates[index] as tf.Tensor).add(reset.mul(recalled)));
    const change = before.sub(candidate);
    steps.push({ before, gates, update, reset, candidate, recalled, change });
    before = candidate.add(update.mul(change));
    outputs.push(before);
  }
  return [steps, outputs];
}

/** Slopes of the sums, the recurrent kernel, its bias and the initial values. */
function backwards(
  dy: tf.Tensor,
  kernel: tf.Tensor,
  steps: readonly Step[],
  { order, sequence }: Reading,
): tf.Tensor[] {
  const shown = sequence ? tf.unstack(dy, 0) : [];
  const ofGates: tf.Tensor[] = [];
  const ofCandidates: tf.Tensor[] = [];
  const ofProducts: tf.Tensor[] = [];
  let later: tf.Tensor | null = sequence ? null : dy;
  for (const [place, step] of [...steps.entries()].toReversed()) {
    const own = shown[place];
    const slope: tf.Tensor = own && later ? own.add(later) : ((own ?? later) as tf.Tensor);
    const kept = slope.mul(step.update);
    const ofCandidate = slopeOf('TanhGrad', step.candidate, slope.sub(kept));
    const ofEach = tf.concat([slope.mul(step.change), ofCandidate.mul(step.recalled)], -1);
    const ofGate = slopeOf('SigmoidGrad', step.gates, ofEach);
    const ofProduct = tf.concat([ofGate, ofCandidate.mul(step.reset)], -1);
    later = kept.add(tf.matMul(ofProduct as tf.Tensor2D, kernel as tf.Tensor2D, false, true));
    ofGates[order[place] as number] = ofGate;
    ofCandidates[order[place] as number] = ofCandidate;
    ofProducts[place] = ofProduct;
  }
  // The kernel's slope is one product for all steps.
  const products = tf.concat(ofProducts, 0) as tf.Tensor2D;
  const remembered = tf.concat(
    steps.map(({ before }) => before),
    0,
  ) as tf.Tensor2D;
  return [
    tf.concat([tf.stack(ofGates, 1), tf.stack(ofCandidates, 1)], -1),
    tf.matMul(remembered, products, true),
    sumOfRows(products),
    later as tf.Tensor,
  ];
}

/** A GRU with its reset gate behind the product, over all steps; backpropagation through time is written out. */
function unrolledGru(given: Given, reading: Reading): tf.Tensor {
  const operation = tf.customGrad((...values) => {
    const [sums, kernel, bias, hidden, save] = values as unknown as [
      ...[tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor],
      tf.GradSaveFunc,
    ];
    const [steps, outputs] = forwards({ sums, kernel, bias, hidden }, reading);
    const names = ['before', 'gates', 'update', 'reset', 'candidate', 'recalled', 'change'] as const;
    save([kernel, ...steps.flatMap((step) => names.map((name) => step[name]))]);
    return {
      value: reading.sequence ? tf.stack(outputs, 0) : (outputs.at(-1) as tf.Tensor),
      gradFunc: (dy, saved) => {
        const [weights, ...rest] = saved as [tf.Tensor, ...tf.Tensor[]];
        const again = steps.map((_, place) => {
          const part = rest.slice(place * names.length, (place + 1) * names.length);
          return Object.fromEntries(names.map((name, index) => [name, part[index]])) as unknown as Step;
        });
        return backwards(dy as tf.Tensor, weights, again, reading);
      },
    };
  });
  return operation(given.sums, given.kernel, given.bias, given.hidden);
}

/** Null for other functions than Keras's own choice, a reset gate before the product, and hidden remembered values. */
export const fusedGru: Fused = (call, [hidden]) => {
  const { config, input, weight } = call;
  const own = stringIn(config, 'activation', 'tanh') === 'tanh';
  const ownGates = stringIn(config, 'recurrent_activation', 'sigmoid') === 'sigmoid';
  const hidesRemembered = call.training && numberIn(config, 'recurrent_dropout', 0) > 0;
  if (!own || !ownGates || hidesRemembered || !booleanIn(config, 'reset_after', true)) return null;
  const units = numberIn(config, 'units');
  const [batch = 1, count = 1] = input.shape;
  const bias = biasOf(call);
  const [ofInputs, ofRemembered] = bias ? tf.unstack(bias, 0) : [];
  const places = Array.from({ length: count }, (_, index) => index);
  const sequence = booleanIn(config, 'return_sequences', false);
  const reading = { units, order: booleanIn(config, 'go_backwards', false) ? places.toReversed() : places, sequence };
  const kernel = weight('recurrent_kernel');
  const offset = ofRemembered ?? tf.zeros([3 * units]);
  const sizes = batchParts(batch);
  const starts = hidden && apartInBatch(hidden, sizes, 0);
  const parts = apartInBatch(inputSums(call, 3, ofInputs ?? null), sizes, 0).map((sums, index) => {
    const start = starts?.[index] ?? tf.zeros([sizes[index] ?? 1, units]);
    return unrolledGru({ sums, kernel, bias: offset, hidden: start }, reading);
  });
  const made = togetherInBatch(parts, sequence ? 1 : 0);
  return { outputs: made, remembered: [sequence ? lastOf(made) : made] };
};
