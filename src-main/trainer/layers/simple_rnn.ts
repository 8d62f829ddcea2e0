import { activationOf } from './activations.ts';
import { numberIn, stringIn } from './config.ts';
import { type Cell, type CellCall, recurrentFactory } from './recurrent.ts';
import { biasOf, inputSums, recurrentSums, stepsOf } from './recurrent-products.ts';

export function simpleRnnOf(call: CellCall): Cell {
  const activate = activationOf(stringIn(call.config, 'activation', 'tanh'));
  const sums = recurrentSums(call, numberIn(call.config, 'units'), 0, 1);
  return {
    inputs: stepsOf(inputSums(call, 1, biasOf(call))),
    step: (input, [before]) => [activate(before ? input.add(sums(before)) : input)],
  };
}

export const simpleRnn = recurrentFactory('simple_rnn', 1, simpleRnnOf);
