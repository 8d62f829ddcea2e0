import { z } from 'zod';
import type { SymbolicTensor } from '../../shapes/symbolic.ts';
import { withLast } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import type { InputPort } from '../definition.ts';
import { fails } from '../inference.ts';
import {
  type InnerLayer,
  innerFromConfig,
  innerLayerParam,
  innerToConfig,
  type OpenedLayer,
  openInner,
  variablesWithin,
  weightsWithin,
} from '../inner-layer.ts';
import { RECURRENT_KERAS, recurrentMask } from '../recurrent.ts';

const MERGES = ['concat', 'sum', 'mul', 'ave'] as const;
const LSTM: InnerLayer = { type: 'lstm', params: {} };

const params = z.object({
  layer: innerLayerParam('recurrent', LSTM, {
    title: 'Layer',
    description: 'The recurrent layer that reads the sequence; a second one like it reads from the end.',
  }),
  merge_mode: z.enum(MERGES).nullable().default('concat').meta({
    title: 'Merge mode',
    description: 'How what both give becomes one: side by side, summed, multiplied or averaged.',
    whenEmpty: 'two outputs',
  }),
  backward_layer: innerLayerParam('recurrent', LSTM, {
    title: 'Backward layer',
    description: 'The layer that reads from the end, where it is to be another one.',
  })
    .removeDefault()
    .nullable()
    .default(null)
    .meta({
      title: 'Backward layer',
      description: 'The layer that reads from the end, where it is to be another one.',
      control: 'layer',
      accepts: 'recurrent',
      whenEmpty: 'like the layer',
      advanced: true,
    }),
});
type Params = z.infer<typeof params>;

/** Both directions, with the parameters that they work by. */
function directions({ layer, backward_layer: other }: Params): { forward: OpenedLayer; backward: OpenedLayer } {
  const forward = openInner(layer as InnerLayer);
  const backwards = { ...forward, params: { ...forward.params, go_backwards: true } };
  return { forward, backward: other ? openInner(other as InnerLayer) : backwards };
}

const states = 4;
const ports: readonly InputPort[] = [
  { name: 'in', title: 'Sequence' },
  ...Array.from({ length: states }, (_, index) => ({
    name: `initial_${index + 1}`,
    title: `Initial state ${index + 1}`,
    optional: true as const,
  })),
];

/** What Keras makes of a layer in it: padding gives zeros where all steps come out. */
const written = (layer: InnerLayer): Record<string, unknown> => {
  const { params: values } = openInner(layer);
  const zero = values.return_sequences === true;
  return innerToConfig({ ...layer, params: { ...layer.params, zero_output_for_mask: zero } });
};

const withoutZero = (inner: InnerLayer | undefined): InnerLayer | undefined => {
  if (!inner) return undefined;
  const { zero_output_for_mask: _forced, ...rest } = inner.params;
  return { ...inner, params: rest };
};

const turned = (layer: InnerLayer): InnerLayer => ({ ...layer, params: { ...layer.params, go_backwards: true } });

const sameLayer = (a: InnerLayer, b: InnerLayer): boolean =>
  a.type === b.type && JSON.stringify(openInner(a).params) === JSON.stringify(openInner(b).params);

/** Reads a sequence from both ends with two recurrent layers (Schuster and Paliwal, 1997). */
export const bidirectional = defineLayer({
  type: 'bidirectional',
  title: 'Bidirectional',
  alsoCalled: ['bilstm', 'bigru', 'both directions'],
  family: 'recurrent',
  arity: 'named',
  ports,
  outputs: (values) => {
    const { forward } = directions(values);
    const own = forward.definition.outputs?.(forward.params) ?? [];
    const both = ['forward', 'backward'].flatMap((side) => own.map((port) => `${side}_${port}`));
    return values.merge_mode === null ? ['backward', ...both] : both;
  },
  mask: (values) => {
    const { forward } = directions(values);
    const [flow = 'end'] = recurrentMask({ return_sequences: forward.params.return_sequences === true });
    return values.merge_mode === null ? [flow, flow] : [flow];
  },
  maskAlone: true,
  params,
  doc: {
    summary: 'Reads a sequence from both ends with two layers of one kind, and joins what they give.',
    inputShape: '(batch, time, features)',
    outputShape: '(batch, 2 · units), or (batch, time, 2 · units) where the layer returns sequences',
    formula: 'y = [forward(x), backward(x)]',
    whenToUse: 'Where the whole sequence is there before the answer is due: texts, recordings.',
    commonMistake: 'Using it to forecast: the backward half sees the future.',
    source: 'https://keras.io/api/layers/recurrent_layers/bidirectional/',
  },
  next: ['dense', 'dropout', 'bidirectional'],
  summary: ({ layer }) => {
    const { definition, params: values } = openInner(layer as InnerLayer);
    return `${definition.title} ${definition.summary(values)}`;
  },
  inferShape: (inputs, values) => {
    const { forward, backward } = directions(values);
    const [sequence, ...initial] = inputs;
    if (!sequence) return fails();
    const unlike = ['return_sequences', 'return_state'].find((key) => forward.params[key] !== backward.params[key]);
    if (unlike || forward.params.go_backwards === backward.params.go_backwards) {
      return fails({
        code: 'unlike-directions',
        severity: 'error',
        param: 'backward_layer',
        expected: unlike ? `the same ${unlike} in both layers` : 'one layer that goes backwards',
        found: unlike ? 'different ones' : 'both in one direction',
        message: unlike
          ? `both layers must have the same ${unlike}. Set it alike, or leave the backward layer empty.`
          : 'both layers read in the same direction. Let one of them go backwards, or leave the backward layer empty.',
        remedies: [{ kind: 'set-params', title: 'Let both be alike', params: { backward_layer: null } }],
      });
    }
    const half = initial.length / 2;
    const sides = [forward, backward].map(({ definition, params: own }, index) =>
      definition.inferShape([sequence, ...initial.slice(index * half, (index + 1) * half)], own),
    );
    const [there, back] = sides;
    if (!there?.output) return there ?? fails();
    if (!back?.output) return back ?? fails();
    const merged = merge(there.output, back.output, values.merge_mode);
    if (!merged) {
      return fails({
        code: 'shape-mismatch',
        severity: 'error',
        param: 'merge_mode',
        expected: 'as many units in both layers',
        found: 'different ones',
        message: 'both layers must have as many units to be joined value by value. Make them alike, or use concat.',
        remedies: [{ kind: 'set-params', title: 'Put both side by side (concat)', params: { merge_mode: 'concat' } }],
      });
    }
    const named = (side: string, more: Readonly<Record<string, SymbolicTensor>> = {}) =>
      Object.entries(more).map(([port, tensor]) => [`${side}_${port}`, tensor] as const);
    const own = Object.fromEntries([...named('forward', there.more), ...named('backward', back.more)]);
    const more = values.merge_mode === null ? { backward: back.output, ...own } : own;
    return { output: merged, more, problems: there.problems };
  },
  reach: () => 'all',
  weights: (inputs, values) => {
    const { forward, backward } = directions(values);
    const sequence = inputs.slice(0, 1);
    return [...weightsWithin('layer', forward, sequence), ...weightsWithin('backward_layer', backward, sequence)];
  },
  flops: (inputs, values, output) => {
    const { forward, backward } = directions(values);
    const sequence = inputs.slice(0, 1);
    return [forward, backward].reduce(
      (sum, { definition, params: own }) => sum + definition.flops(sequence, own, output),
      0,
    );
  },
  keras: {
    className: 'Bidirectional',
    call: RECURRENT_KERAS.call,
    variables: (values) => {
      const { forward, backward } = directions(values);
      return [...variablesWithin('forward_layer', forward), ...variablesWithin('backward_layer', backward)];
    },
    toConfig: ({ layer, backward_layer: other, merge_mode }) => ({
      merge_mode,
      layer: written(layer as InnerLayer),
      backward_layer: written(other ? (other as InnerLayer) : turned(layer as InnerLayer)),
    }),
    fromConfig: (config) => {
      const layer = withoutZero(innerFromConfig(config.layer));
      const other = withoutZero(innerFromConfig(config.backward_layer));
      const plain = (inner: InnerLayer | undefined): inner is InnerLayer =>
        inner !== undefined && params.shape.layer.safeParse(inner).success;
      const alike = plain(layer) && plain(other) && sameLayer(turned(layer), other);
      return {
        ...(layer ? { layer } : {}),
        ...(other && !alike ? { backward_layer: other } : {}),
        ...('merge_mode' in config ? { merge_mode: config.merge_mode as Params['merge_mode'] } : {}),
      };
    },
  },
});

function merge(there: SymbolicTensor, back: SymbolicTensor, mode: Params['merge_mode']): SymbolicTensor | null {
  const [width, other] = [there.dims.at(-1)?.size ?? 0, back.dims.at(-1)?.size ?? 0];
  if (mode === null) return there;
  if (mode === 'concat') return withLast(there, width + other);
  return width === other ? there : null;
}
