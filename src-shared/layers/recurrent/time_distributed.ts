import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import type { SymbolicTensor } from '../../shapes/symbolic.ts';
import { defineLayer } from '../define.ts';
import type { LayerProblem } from '../definition.ts';
import { fails } from '../inference.ts';
import {
  type InnerLayer,
  innerFromConfig,
  innerLayerParam,
  innerToConfig,
  openInner,
  variablesWithin,
  weightsWithin,
} from '../inner-layer.ts';

const params = z.object({
  layer: innerLayerParam(
    'any',
    { type: 'dense', params: {} },
    { title: 'Layer', description: 'The layer that is applied to each time step, with the same weights.' },
  ),
});

/** One time step of a sequence of anything. */
const stepOf = (sequence: SymbolicTensor): SymbolicTensor => ({ ...sequence, dims: sequence.dims.slice(1) });

const keepsNothing: LayerProblem = {
  code: 'stateful-not-kept',
  severity: 'warning',
  param: 'layer',
  expected: 'stateful false',
  found: 'stateful true',
  message:
    'starts every time step from zeros here: all of them are computed at once, so none goes on where the one before ended. In Keras the setting holds.',
};

/** Applies one layer to every time step. */
export const timeDistributed = defineLayer({
  type: 'time_distributed',
  title: 'Time distributed',
  alsoCalled: ['each step', 'wrapper', 'every frame'],
  family: 'recurrent',
  arity: 'one',
  mask: 'pass',
  params,
  doc: {
    summary: 'Applies one layer to every time step, each time with the same weights.',
    inputShape: '(batch, time, …)',
    outputShape: '(batch, time, what the layer gives)',
    formula: 'y[t] = layer(x[t])',
    whenToUse: 'For sequences of pictures: a convolution of each, before a recurrent layer.',
    commonMistake: 'Wrapping dense in it: dense acts on each time step by itself.',
    source: 'https://keras.io/api/layers/recurrent_layers/time_distributed/',
  },
  next: ['time_distributed', 'lstm', 'dense'],
  summary: ({ layer }) => {
    const { definition, params: values } = openInner(layer as InnerLayer);
    return `${definition.title} ${definition.summary(values)}`;
  },
  inferShape: (inputs, { layer }) => {
    const [sequence] = inputs;
    const [time] = sequence?.dims ?? [];
    if (!sequence || !time) return fails();
    if (sequence.dims.length < 2) {
      return fails({
        code: 'rank-mismatch',
        severity: 'error',
        expected: '(batch, time, …)',
        found: formatBatchShape(sequence),
        message: `applies a layer to each time step and expects (batch, time, …); got ${formatBatchShape(sequence)} from {input0}. Use the layer itself.`,
      });
    }
    const { definition, params: values } = openInner(layer as InnerLayer);
    const inferred = definition.inferShape([stepOf(sequence)], values);
    if (!inferred.output) return { output: null, problems: inferred.problems.map(({ remedies: _, ...one }) => one) };
    const output = { ...inferred.output, dims: [time, ...inferred.output.dims] };
    return { output, problems: values.stateful === true ? [keepsNothing] : [] };
  },
  weights: ([sequence], { layer }) =>
    sequence ? weightsWithin('layer', openInner(layer as InnerLayer), [stepOf(sequence)]) : [],
  flops: ([sequence], { layer }, output) => {
    if (!sequence) return 0;
    const { definition, params: values } = openInner(layer as InnerLayer);
    return (sequence.dims[0]?.size ?? 1) * definition.flops([stepOf(sequence)], values, stepOf(output));
  },
  keras: {
    className: 'TimeDistributed',
    toConfig: ({ layer }) => ({ layer: innerToConfig(layer as InnerLayer) }),
    fromConfig: (config) => ({ layer: innerFromConfig(config.layer) }),
    variables: ({ layer }) => variablesWithin('layer', openInner(layer as InnerLayer)),
  },
});
