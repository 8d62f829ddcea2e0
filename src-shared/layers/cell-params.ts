import { z } from 'zod';
import { activationParam } from './activations.ts';
import { useBiasParam } from './params.ts';
import { dropoutParams, recurrentActivationParam, unitForgetBiasParam } from './recurrent.ts';
import { weightOptions } from './weight-options.ts';

/** What a step of each kind is set by, whether it stands by itself or in a layer that repeats it. */

const weights = weightOptions({ kernel: 'glorot_uniform', recurrent: 'orthogonal', bias: 'zeros' });

export const simpleRnnParams = {
  activation: activationParam('tanh'),
  use_bias: useBiasParam,
  ...dropoutParams,
  ...weights,
};

export const gruParams = {
  activation: activationParam('tanh'),
  recurrent_activation: recurrentActivationParam,
  use_bias: useBiasParam,
  reset_after: z.boolean().default(true).meta({
    title: 'Reset after',
    description: 'Applies the reset gate behind the product with the recurrent kernel, as CuDNN does, not before it.',
    advanced: true,
  }),
  ...dropoutParams,
  ...weights,
};

export const lstmParams = {
  activation: activationParam('tanh'),
  recurrent_activation: recurrentActivationParam,
  use_bias: useBiasParam,
  unit_forget_bias: unitForgetBiasParam,
  ...dropoutParams,
  ...weights,
};

/** A GRU that resets after the product adds a bias to each of its two products. */
export const gruBiases = ({ units, reset_after }: { readonly units: number; readonly reset_after: boolean }) =>
  reset_after ? [2, 3 * units] : [3 * units];
