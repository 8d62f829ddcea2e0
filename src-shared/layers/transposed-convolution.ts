import { z } from 'zod';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { knownElements } from '../shapes/tensors.ts';
import { windowReach } from '../shapes/window.ts';
import { activationParam } from './activations.ts';
import { trainable, windowSummary } from './convolution.ts';
import type { LayerProblem } from './definition.ts';
import { fails, infers, type SpatialRank, spatialTensor, withSpatial } from './inference.ts';
import { CHANNELS_LAST, kerasForm } from './keras-form.ts';
import {
  dilationParam,
  filtersParam,
  kernelSizeParam,
  paddingParam,
  sizes,
  stridesParam,
  useBiasParam,
} from './params.ts';
import { activityRegularizerParam } from './regularizers.ts';
import { stridesWithDilation } from './spatial.ts';
import { weightOptions } from './weight-options.ts';

interface AxisWindow {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: 'valid' | 'same';
  readonly outputPadding: number | null;
}

/** What comes out along one axis, as Keras counts it. */
function transposedLength(length: number, { kernel, stride, dilation, padding, outputPadding }: AxisWindow): number {
  const reach = windowReach({ size: kernel, dilation });
  if (padding === 'valid') return (length - 1) * stride + reach + (outputPadding ?? Math.max(0, stride - reach));
  return outputPadding === null ? length * stride : (length - 1) * stride + (reach % 2) + outputPadding;
}

function paddingTooLarge(output_padding: readonly number[], strides: readonly number[]): LayerProblem | null {
  if (output_padding.every((padding, axis) => padding < (strides[axis] ?? 1))) return null;
  return {
    code: 'output-padding-too-large',
    severity: 'error',
    param: 'output_padding',
    expected: `less than the strides ${strides.join('×')}`,
    found: output_padding.join('×'),
    message: `its output padding ${output_padding.join('×')} must be smaller than its strides ${strides.join('×')} along every axis. Leave it empty to have it worked out.`,
    remedies: [{ kind: 'set-params', title: 'Leave output padding empty', params: { output_padding: null } }],
  };
}

/** What Conv1DTranspose, Conv2DTranspose and Conv3DTranspose have in common. */
export function transposedConvolution(rank: SpatialRank, className: string) {
  const params = z.object({
    filters: filtersParam,
    kernel_size: kernelSizeParam(rank),
    strides: stridesParam(rank).meta({
      title: 'Strides',
      description: 'How many times larger the result gets along each axis.',
    }),
    padding: paddingParam.meta({
      title: 'Padding',
      description:
        'valid keeps the whole reach of the window at the border; same gives the input size times the strides.',
    }),
    output_padding: sizes(rank, 0, 254).nullable().default(null).meta({
      title: 'Output padding',
      description: 'How much is added at the end of each axis; less than the strides.',
      advanced: true,
      whenEmpty: 'worked out',
    }),
    dilation_rate: dilationParam(rank),
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
    inferShape: (inputs: readonly SymbolicTensor[], values: Params) =>
      withSpatial(inputs, rank, { otherwise: 'use dense' }, (spatial) => {
        const { filters, kernel_size, strides, padding, output_padding, dilation_rate } = values;
        const conflict =
          stridesWithDilation({ strides, dilation: dilation_rate }) ??
          (output_padding && paddingTooLarge(output_padding, strides));
        if (conflict) return fails(conflict);
        const lengths = spatial.sizes.map((length, axis) =>
          length === null
            ? null
            : transposedLength(length, {
                kernel: kernel_size[axis] ?? 1,
                stride: strides[axis] ?? 1,
                dilation: dilation_rate[axis] ?? 1,
                padding,
                outputPadding: output_padding?.[axis] ?? null,
              }),
        );
        return infers(spatialTensor(rank, lengths, filters));
      }),
    weights: (inputs: readonly SymbolicTensor[], { kernel_size, filters, use_bias }: Params) => {
      const kernel = trainable('kernel', [...kernel_size, filters, inputs[0]?.dims.at(-1)?.size ?? 0]);
      return use_bias ? [kernel, trainable('bias', [filters])] : [kernel];
    },
    flops: (inputs: readonly SymbolicTensor[], values: Params, output: SymbolicTensor) => {
      const { kernel_size, filters, use_bias } = values;
      const perInput = 2 * filters * kernel_size.reduce((all, size) => all * size, 1);
      return (inputs[0] ? knownElements(inputs[0]) : 0) * perInput + (use_bias ? knownElements(output) : 0);
    },
    reach: ({ kernel_size, strides }: Params) =>
      kernel_size.map((kernel, axis) => {
        const stride = strides[axis] ?? 1;
        return { size: Math.ceil(kernel / stride), stride: 1 / stride };
      }),
    keras: kerasForm(className, params, CHANNELS_LAST),
  };
}
