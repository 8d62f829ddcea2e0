import { z } from 'zod';
import { formatSizes } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { knownElements } from '../shapes/tensors.ts';
import { activationParam } from './activations.ts';
import { trainable } from './convolution.ts';
import type { Inference } from './definition.ts';
import { type SpatialRank, spatialAxes, spatialNoun, withSpatial } from './inference.ts';
import { CHANNELS_LAST, kerasForm } from './keras-form.ts';
import { dilationParam, filtersParam, kernelSizeParam, paddingParam, stridesParam, useBiasParam } from './params.ts';
import {
  CELL,
  dropoutParams,
  HIDDEN,
  inferRecurrent,
  RECURRENT_KERAS,
  recurrentActivationParam,
  recurrentMask,
  recurrentPorts,
  returnParams,
  returnSequencesParam,
  stateOutputs,
  unitForgetBiasParam,
  withSteps,
} from './recurrent.ts';
import { slide } from './spatial.ts';
import { weightOptions } from './weight-options.ts';

const STATES = [HIDDEN, CELL];

/** A step of the sequence with its axes named: those of a sequence, a picture or a volume. */
const stepOf = (sequence: SymbolicTensor, rank: SpatialRank): SymbolicTensor => ({
  ...sequence,
  dims: sequence.dims
    .slice(1)
    .map(({ size }, axis) => ({ size, axis: spatialAxes[rank][axis] ?? ('channels' as const) })),
});

/** What ConvLSTM1D, 2D and 3D have in common: an LSTM whose sums are convolutions. */
export function convolutionalLstm(rank: SpatialRank, className: string) {
  const { unroll: _always, ...returns } = returnParams;
  const params = z.object({
    filters: filtersParam,
    kernel_size: kernelSizeParam(rank),
    strides: stridesParam(rank),
    padding: paddingParam,
    dilation_rate: dilationParam(rank),
    return_sequences: returnSequencesParam,
    activation: activationParam('tanh'),
    recurrent_activation: recurrentActivationParam,
    use_bias: useBiasParam,
    unit_forget_bias: unitForgetBiasParam,
    ...dropoutParams,
    ...returns,
    ...weightOptions({ kernel: 'glorot_uniform', recurrent: 'orthogonal', bias: 'zeros' }),
  });
  type Params = z.infer<typeof params>;

  const inferStep = (sequence: SymbolicTensor, values: Params): Inference =>
    withSpatial([stepOf(sequence, rank)], rank, {}, (spatial) => {
      const { kernel_size: size, strides, dilation_rate: dilation, padding } = values;
      return slide(spatial, { size, strides, dilation, padding, sizeParam: 'kernel_size' }, values.filters);
    });

  return {
    family: 'recurrent' as const,
    arity: 'named' as const,
    ports: recurrentPorts(STATES),
    outputs: stateOutputs(STATES),
    mask: recurrentMask,
    maskAlone: true as const,
    widthParam: 'filters',
    reach: () => 'all' as const,
    params,
    summary: ({ filters, kernel_size, return_sequences }: Params) =>
      `${filters} · ${formatSizes(kernel_size)}${return_sequences ? ' · each step' : ''}`,
    inferShape: (inputs: readonly SymbolicTensor[], values: Params) =>
      withSteps(inputs, rank + 2, (sequence) => {
        const unknown = sequence.dims.slice(1, -1).find(({ size }) => size === null);
        if (unknown) {
          return {
            output: null,
            problems: [
              {
                code: 'unknown-size',
                severity: 'error' as const,
                expected: `${spatialNoun[rank]} of a known size at each step`,
                found: `an unknown ${unknown.axis}`,
                message: `needs to know the size of each step. Give the input a fixed shape.`,
              },
            ],
          };
        }
        const step = inferStep(sequence, values);
        return step.output ? inferRecurrent(inputs, values, STATES, step.output.dims) : step;
      }),
    weights: (inputs: readonly SymbolicTensor[], { kernel_size, filters, use_bias }: Params) => {
      const channels = inputs[0]?.dims.at(-1)?.size ?? 0;
      const kernels = [
        trainable('kernel', [...kernel_size, channels, 4 * filters]),
        trainable('recurrent_kernel', [...kernel_size, filters, 4 * filters]),
      ];
      return use_bias ? [...kernels, trainable('bias', [4 * filters])] : kernels;
    },
    flops: ([sequence]: readonly SymbolicTensor[], values: Params) => {
      const { output } = sequence ? inferStep(sequence, values) : { output: null };
      if (!sequence || !output) return 0;
      const window = values.kernel_size.reduce((product, size) => product * size, 1);
      const channels = sequence.dims.at(-1)?.size ?? 0;
      const sums = 4 * (2 * window * (channels + values.filters) + (values.use_bias ? 1 : 0));
      return (sequence.dims[0]?.size ?? 1) * knownElements(output) * (sums + 3);
    },
    // Keras 3.15 takes `unroll` and an activity regularizer here as in every recurrent layer, and offers neither.
    keras: { ...kerasForm(className, params, { ...CHANNELS_LAST, seed: null, unroll: false }), ...RECURRENT_KERAS },
  };
}
