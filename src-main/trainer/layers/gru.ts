import { tf } from '../runtime/tf.ts';
import { activationOf } from './activations.ts';
import { booleanIn, numberIn, stringIn } from './config.ts';
import { fusedGru } from './fused-gru.ts';
import { type Cell, type CellCall, recurrentFactory } from './recurrent.ts';
import { biasOf, inParts, inputSums, recurrentSums, stepsOf } from './recurrent-products.ts';

type Activate = (x: tf.Tensor) => tf.Tensor;
type Three = [tf.Tensor, tf.Tensor, tf.Tensor];

const added = (input: tf.Tensor, more: tf.Tensor | null | undefined): tf.Tensor => (more ? input.add(more) : input);

/** What is remembered, as far as the update gate says so, and the candidate for the rest. */
const mixed = (update: tf.Tensor, before: tf.Tensor | null | undefined, candidate: tf.Tensor): tf.Tensor =>
  before ? candidate.add(update.mul(before.sub(candidate))) : candidate.sub(update.mul(candidate));

/** The reset gate acts on the product of what is remembered: one product for all gates, with a bias of its own. */
function resetAfter(
  call: CellCall,
  units: number,
  bias: tf.Tensor | null,
  open: Activate,
  activate: Activate,
): Cell['step'] {
  const sums = recurrentSums(call, units, 0, 3);
  return (input, [before]) => {
    const [update, reset, candidate] = inParts(input, 3) as Three;
    const product = before ? added(sums(before), bias) : bias;
    const [ofUpdate, ofReset, ofCandidate] = product ? inParts(product, 3) : [];
    const gate = open(added(update, ofUpdate));
    const passed = ofCandidate ? open(added(reset, ofReset)).mul(ofCandidate) : null;
    return [mixed(gate, before, activate(added(candidate, passed)))];
  };
}

/** The reset gate acts on what is remembered, and the product comes behind it. */
function resetBefore(call: CellCall, units: number, open: Activate, activate: Activate): Cell['step'] {
  const gates = recurrentSums(call, units, 0, 2);
  const candidates = recurrentSums(call, units, 2, 3);
  return (input, [before]) => {
    const [update, reset, candidate] = inParts(input, 3) as Three;
    if (!before) return [mixed(open(update), null, activate(candidate))];
    const [ofUpdate, ofReset] = inParts(gates(before), 2);
    const gate = open(added(update, ofUpdate));
    const product = candidates(open(added(reset, ofReset)).mul(before));
    return [mixed(gate, before, activate(candidate.add(product)))];
  };
}

export function gruOf(call: CellCall): Cell {
  const units = numberIn(call.config, 'units');
  const activate = activationOf(stringIn(call.config, 'activation', 'tanh'));
  const open = activationOf(stringIn(call.config, 'recurrent_activation', 'sigmoid'));
  const bias = biasOf(call);
  if (!booleanIn(call.config, 'reset_after', true)) {
    return {
      inputs: stepsOf(inputSums(call, 3, bias)),
      step: resetBefore(call, units, open, activate),
    };
  }
  const [ofInputs, ofRemembered] = bias ? tf.split(bias, 2, 0) : [];
  return {
    inputs: stepsOf(inputSums(call, 3, ofInputs ?? null)),
    step: resetAfter(call, units, ofRemembered ?? null, open, activate),
  };
}

export const gru = recurrentFactory('gru', 1, gruOf, { fused: fusedGru });
