import { z } from 'zod';
import { formatShape, formatSizes } from '../shapes/format.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { knownElements } from '../shapes/tensors.ts';
import { windowReach } from '../shapes/window.ts';
import { activationParam, activationSuffix } from './activations.ts';
import type { Inference, LayerProblem, Reach, WeightSpec } from './definition.ts';
import { fails, type Spatial, type SpatialRank, withSpatial } from './inference.ts';
import { CHANNELS_LAST, kerasForm } from './keras-form.ts';
import {
  causalPaddingParam,
  depthMultiplierParam,
  dilationParam,
  filtersParam,
  kernelSizeParam,
  paddingParam,
  stridesParam,
  useBiasParam,
} from './params.ts';
import { activityRegularizerParam } from './regularizers.ts';
import { type SpatialWindow, slide, unequalStrides } from './spatial.ts';
import { weightOptions } from './weight-options.ts';

const channelsOf = (inputs: readonly SymbolicTensor[]): number => inputs[0]?.dims.at(-1)?.size ?? 0;
const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

export const trainable = (name: string, shape: readonly number[]): WeightSpec => ({ name, shape, trainable: true });

/** `32 · 3×3 · relu`. */
export const windowSummary = (width: string, kernel: readonly number[], activation: string): string =>
  `${width}${formatSizes(kernel)}${activationSuffix(activation)}`;

/** What a window of a convolution or a pooling sees along each axis. */
export const reachOf = (
  size: readonly number[],
  strides: readonly number[],
  dilation: readonly number[] = [],
): readonly Reach[] =>
  size.map((extent, axis) => ({
    size: windowReach({ size: extent, dilation: dilation[axis] ?? 1 }),
    stride: strides[axis] ?? 1,
  }));

/** What every convolution says about its window. */
interface Kernel {
  readonly kernel_size: readonly number[];
  readonly strides: readonly number[];
  readonly dilation_rate: readonly number[];
  readonly padding: SpatialWindow['padding'];
}

const slideKernel = (spatial: Spatial, values: Kernel, channels: number): Inference => {
  const { kernel_size: size, strides, dilation_rate: dilation, padding } = values;
  return slide(spatial, { size, strides, dilation, padding, sizeParam: 'kernel_size' }, channels);
};

const reachOfKernel = ({ kernel_size, strides, dilation_rate }: Kernel) => reachOf(kernel_size, strides, dilation_rate);

function groupsMismatch(channels: number, filters: number, groups: number): LayerProblem | null {
  if (channels % groups === 0 && filters % groups === 0) return null;
  return {
    code: 'groups-mismatch',
    severity: 'error',
    param: 'groups',
    expected: `a number that divides ${channels} channels and ${filters} filters`,
    found: `${groups}`,
    message: `can't split ${channels} channels from {input0} and ${filters} filters into ${groups} groups. Choose a number that divides both.`,
    remedies: [{ kind: 'set-params', title: 'Set groups to 1', params: { groups: 1 } }],
  };
}

/** What Conv1D, Conv2D and Conv3D have in common; sequences can be padded causally as well. */
export function convolution(rank: SpatialRank, className: string) {
  const params = z.object({
    filters: filtersParam,
    kernel_size: kernelSizeParam(rank),
    strides: stridesParam(rank),
    padding: (rank === 1 ? causalPaddingParam : paddingParam) as typeof causalPaddingParam,
    dilation_rate: dilationParam(rank),
    groups: z.int().min(1).max(65_536).default(1).meta({
      title: 'Groups',
      description: 'Splits the channels into groups that are convolved apart; divides both channels and filters.',
      advanced: true,
    }),
    activation: activationParam(),
    use_bias: useBiasParam,
    ...weightOptions({ kernel: 'glorot_uniform', bias: 'zeros' }),
    activity_regularizer: activityRegularizerParam,
  });
  type Params = z.infer<typeof params>;
  return {
    family: 'convolution' as const,
    arity: 'one' as const,
    widthParam: 'filters',
    params,
    summary: ({ filters, kernel_size, activation }: Params) => windowSummary(`${filters} · `, kernel_size, activation),
    narrate: ([input]: readonly SymbolicTensor[], { filters, kernel_size }: Params, output: SymbolicTensor) =>
      `${filters} filters of ${formatSizes(kernel_size)} over ${input ? formatShape(input) : 'the input'} give ${formatShape(output)}; each filter looks for one pattern everywhere`,
    inferShape: (inputs: readonly SymbolicTensor[], values: Params) =>
      withSpatial(inputs, rank, { otherwise: 'use dense' }, (spatial) => {
        const mismatch = groupsMismatch(spatial.channels, values.filters, values.groups);
        return mismatch ? fails(mismatch) : slideKernel(spatial, values, values.filters);
      }),
    weights: (inputs: readonly SymbolicTensor[], { kernel_size, filters, groups, use_bias }: Params) => {
      const kernel = trainable('kernel', [...kernel_size, channelsOf(inputs) / groups, filters]);
      return use_bias ? [kernel, trainable('bias', [filters])] : [kernel];
    },
    flops: (inputs: readonly SymbolicTensor[], { kernel_size, groups, use_bias }: Params, output: SymbolicTensor) =>
      knownElements(output) * ((2 * product(kernel_size) * channelsOf(inputs)) / groups + (use_bias ? 1 : 0)),
    reach: reachOfKernel,
    keras: kerasForm(className, params, CHANNELS_LAST),
  };
}

/** What DepthwiseConv1D and DepthwiseConv2D have in common. */
export function depthwiseConvolution(rank: 1 | 2, className: string) {
  const params = z.object({
    kernel_size: kernelSizeParam(rank),
    strides: stridesParam(rank),
    padding: paddingParam,
    depth_multiplier: depthMultiplierParam,
    dilation_rate: dilationParam(rank),
    activation: activationParam(),
    use_bias: useBiasParam,
    ...weightOptions({ depthwise: 'glorot_uniform', bias: 'zeros' }),
    activity_regularizer: activityRegularizerParam,
  });
  type Params = z.infer<typeof params>;
  return {
    family: 'convolution' as const,
    arity: 'one' as const,
    params,
    summary: ({ depth_multiplier, kernel_size, activation }: Params) =>
      windowSummary(depth_multiplier === 1 ? '' : `×${depth_multiplier} · `, kernel_size, activation),
    inferShape: (inputs: readonly SymbolicTensor[], values: Params) =>
      withSpatial(inputs, rank, { otherwise: 'use dense' }, (spatial) => {
        const unequal = unequalStrides(values.strides);
        return unequal ? fails(unequal) : slideKernel(spatial, values, spatial.channels * values.depth_multiplier);
      }),
    weights: (inputs: readonly SymbolicTensor[], { kernel_size, depth_multiplier, use_bias }: Params) => {
      const channels = channelsOf(inputs);
      const kernel = trainable('kernel', [...kernel_size, channels, depth_multiplier]);
      return use_bias ? [kernel, trainable('bias', [channels * depth_multiplier])] : [kernel];
    },
    flops: (_inputs: readonly SymbolicTensor[], { kernel_size, use_bias }: Params, output: SymbolicTensor) =>
      knownElements(output) * (2 * product(kernel_size) + (use_bias ? 1 : 0)),
    reach: reachOfKernel,
    keras: kerasForm(className, params, CHANNELS_LAST),
  };
}

/** What SeparableConv1D and SeparableConv2D have in common. */
export function separableConvolution(rank: 1 | 2, className: string) {
  const params = z.object({
    filters: filtersParam,
    kernel_size: kernelSizeParam(rank),
    strides: stridesParam(rank),
    padding: paddingParam,
    dilation_rate: dilationParam(rank),
    depth_multiplier: depthMultiplierParam,
    activation: activationParam(),
    use_bias: useBiasParam,
    ...weightOptions({ depthwise: 'glorot_uniform', pointwise: 'glorot_uniform', bias: 'zeros' }),
    activity_regularizer: activityRegularizerParam,
  });
  type Params = z.infer<typeof params>;
  return {
    family: 'convolution' as const,
    arity: 'one' as const,
    widthParam: 'filters',
    params,
    summary: ({ filters, kernel_size, activation }: Params) => windowSummary(`${filters} · `, kernel_size, activation),
    inferShape: (inputs: readonly SymbolicTensor[], values: Params) =>
      withSpatial(inputs, rank, { otherwise: 'use dense' }, (spatial) => {
        const unequal = unequalStrides(values.strides);
        return unequal ? fails(unequal) : slideKernel(spatial, values, values.filters);
      }),
    weights: (inputs: readonly SymbolicTensor[], values: Params) => {
      const { kernel_size, depth_multiplier, filters, use_bias } = values;
      const channels = channelsOf(inputs);
      const kernels = [
        trainable('depthwise_kernel', [...kernel_size, channels, depth_multiplier]),
        trainable('pointwise_kernel', [...kernel_size.map(() => 1), channels * depth_multiplier, filters]),
      ];
      return use_bias ? [...kernels, trainable('bias', [filters])] : kernels;
    },
    flops: (inputs: readonly SymbolicTensor[], values: Params, output: SymbolicTensor) => {
      const { kernel_size, depth_multiplier, filters, use_bias } = values;
      const between = channelsOf(inputs) * depth_multiplier;
      const positions = knownElements(output) / filters;
      return (
        positions * between * 2 * product(kernel_size) + knownElements(output) * (2 * between + (use_bias ? 1 : 0))
      );
    },
    reach: reachOfKernel,
    keras: kerasForm(className, params, CHANNELS_LAST),
  };
}
