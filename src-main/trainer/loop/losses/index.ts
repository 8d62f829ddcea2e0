import type { LossName } from '#shared/training/losses/index.ts';
import { AppError } from '#shared/util/app-error.ts';
import { categoricalCrossentropy } from './categorical_crossentropy.ts';
import type { LossFunction } from './loss.ts';
import { meanSquaredError } from './mean_squared_error.ts';

export const lossFunctions: Readonly<Record<LossName, LossFunction>> = {
  categorical_crossentropy: categoricalCrossentropy,
  mean_squared_error: meanSquaredError,
};

/** `auto` follows the output: probabilities of classes are compared by crossentropy, anything else by its error. */
export function lossFor(output: { name: string; loss: string; activation: string }): LossFunction {
  const automatic = output.activation === 'softmax' ? 'categorical_crossentropy' : 'mean_squared_error';
  const name = output.loss === 'auto' ? automatic : output.loss;
  if (name === 'categorical_crossentropy' && output.activation !== 'softmax') {
    const message = `${output.name}: categorical crossentropy needs probabilities; set its activation to softmax (it is ${output.activation}).`;
    throw new AppError('GRAPH_INVALID', message, { node: output.name });
  }
  if (!Object.hasOwn(lossFunctions, name)) throw new AppError('GRAPH_INVALID', `${output.name}: unknown loss ${name}.`);
  return lossFunctions[name as LossName];
}
