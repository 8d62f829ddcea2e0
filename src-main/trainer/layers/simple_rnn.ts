import { tf } from '../runtime/tf.ts';
import { activationOf } from './activations.ts';
import { numberIn, stringIn } from './config.ts';
import { recurrentFactory } from './recurrent.ts';
import { biasOf, inputSums, recurrentSums } from './recurrent-products.ts';

export const simpleRnn = recurrentFactory('simple_rnn', 1, (call) => {
  const activate = activationOf(stringIn(call.config, 'activation', 'tanh'));
  const sums = recurrentSums(call, numberIn(call.config, 'units'), 0, 1);
  return {
    inputs: tf.unstack(inputSums(call, 1, biasOf(call)), 1),
    step: (input, [before]) => [activate(before ? input.add(sums(before)) : input)],
  };
});
