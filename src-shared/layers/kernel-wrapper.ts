import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Inference, WeightSpec } from './definition.ts';
import {
  type InnerLayer,
  innerFromConfig,
  innerLayerParam,
  innerToConfig,
  openInner,
  variablesWithin,
  weightsWithin,
} from './inner-layer.ts';

/** The layer whose kernel is normalized. */
export const kernelLayerParam = innerLayerParam(
  'kernel',
  { type: 'dense', params: {} },
  { title: 'Layer', description: 'The layer whose weights are normalized: dense, a convolution or an embedding.' },
);

interface Wraps {
  readonly layer: unknown;
}

const KERNELS = ['layer/kernel', 'layer/embeddings'];

/** What spectral and weight normalization have in common: they act on the kernel and leave all else to the layer. */
export const kernelWrapper = (own: (kernel: readonly number[]) => readonly WeightSpec[]) => ({
  family: 'normalization' as const,
  arity: 'one' as const,
  summary: ({ layer }: Wraps) => {
    const { definition, params } = openInner(layer as InnerLayer);
    return `${definition.title} ${definition.summary(params)}`;
  },
  inferShape: (inputs: readonly SymbolicTensor[], { layer }: Wraps): Inference => {
    const { definition, params } = openInner(layer as InnerLayer);
    const { problems, ...inferred } = definition.inferShape(inputs, params);
    // The layer's own ways out would change the parameters of this one.
    return { ...inferred, problems: problems.map(({ remedies: _, ...problem }) => problem) } as Inference;
  },
  reach: ({ layer }: Wraps, inputs: readonly SymbolicTensor[]) => {
    const { definition, params } = openInner(layer as InnerLayer);
    return definition.reach?.(params, inputs) ?? [];
  },
  weights: (inputs: readonly SymbolicTensor[], { layer }: Wraps) => {
    const inner = weightsWithin('layer', openInner(layer as InnerLayer), inputs);
    const kernel = inner.find(({ name }) => KERNELS.includes(name));
    if (!kernel) return inner;
    // Keras's order: the kernel counts as the wrapper's own.
    return [kernel, ...own(kernel.shape), ...inner.filter((spec) => spec !== kernel)];
  },
  flops: (inputs: readonly SymbolicTensor[], { layer }: Wraps, output: SymbolicTensor) => {
    const { definition, params } = openInner(layer as InnerLayer);
    return definition.flops(inputs, params, output);
  },
});

/**
 * Keras's wrappers keep the kernel twice: among their own weights, before what they add, and in the layer. It is the first
 * weight of every layer that they may hold.
 */
export const WRAPPED_KERNEL = {
  variables: ({ layer }: Wraps): readonly string[] => {
    const [, ...others] = variablesWithin('layer', openInner(layer as InnerLayer));
    return ['vars/0', 'vars/1', ...others];
  },
  copies: ({ layer }: Wraps): Readonly<Record<string, string>> => {
    const [kernel = ''] = variablesWithin('layer', openInner(layer as InnerLayer));
    return Object.fromEntries(KERNELS.map((name) => [name, kernel]));
  },
};

export const wrapsToConfig = ({ layer }: Wraps) => ({ layer: innerToConfig(layer as InnerLayer) });
export const wrapsFromConfig = (config: Readonly<Record<string, unknown>>) => ({
  layer: innerFromConfig(config.layer),
});
