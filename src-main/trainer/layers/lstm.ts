import type { tf } from '../runtime/tf.ts';
import { activationOf } from './activations.ts';
import { type KerasConfig, numberIn, stringIn } from './config.ts';
import { fusedLstm } from './fused-lstm.ts';
import { type Cell, type CellCall, forgetBias, recurrentFactory } from './recurrent.ts';
import { biasOf, inParts, inputSums, recurrentSums, stepsOf } from './recurrent-products.ts';

/** From the sums of the four gates to what is told and what is kept: of LSTM, whatever made the sums. */
export function lstmStep(config: KerasConfig, sums: (before: tf.Tensor) => tf.Tensor): Cell['step'] {
  const activate = activationOf(stringIn(config, 'activation', 'tanh'));
  const open = activationOf(stringIn(config, 'recurrent_activation', 'sigmoid'));
  return (input, [hidden, carried]) => {
    const gates = inParts(hidden ? input.add(sums(hidden)) : input, 4);
    const [enter, forget, candidate, tell] = gates as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
    const fresh = open(enter).mul(activate(candidate));
    const memory = carried ? open(forget).mul(carried).add(fresh) : fresh;
    return [open(tell).mul(activate(memory)), memory];
  };
}

export const lstmOf = (call: CellCall): Cell => ({
  inputs: stepsOf(inputSums(call, 4, biasOf(call))),
  step: lstmStep(call.config, recurrentSums(call, numberIn(call.config, 'units'), 0, 4)),
});

export const lstm = recurrentFactory('lstm', 2, lstmOf, { initialWeight: forgetBias, fused: fusedLstm });
