import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';
import { kerasHub, wavelengthParam, withSequence } from '../positions.ts';

const axis = (title: string, description: string, standard: number) =>
  z.int().min(-8).max(8).default(standard).meta({ title, description, advanced: true });

const params = z.object({
  max_wavelength: wavelengthParam,
  scaling_factor: z.number().min(0.001).max(1000).default(1).meta({
    title: 'Scale',
    description: 'Stretches positions, so that longer sequences than those of training can be read.',
    advanced: true,
  }),
  rope_type: z.enum(['linear', 'dynamic']).default('linear').meta({
    title: 'Kind of scale',
    description: 'Whether positions are stretched evenly, or slow turns more than fast ones.',
    advanced: true,
  }),
  sequence_axis: axis('Sequence axis', 'Which axis counts the places; the batch is 0.', 1),
  feature_axis: axis('Feature axis', 'Which axis is turned; -1 is the last.', -1),
});

/** What KerasHub writes for the kind of scale that isn't offered. */
const yarn = {
  beta_fast: 32,
  beta_slow: 1,
  original_max_position_embeddings: 4096,
  truncate: true,
  denominator_dim: null,
};

/** Turns pairs of features by angles that grow with the place; a layer of KerasHub. */
export const rotaryEmbedding = defineLayer({
  type: 'rotary_embedding',
  title: 'Rotary positions',
  alsoCalled: ['rope', 'positional encoding'],
  family: 'attention',
  arity: 'one',
  params,
  doc: {
    summary: `Turns pairs of features by an angle that grows with the place, so that products tell distances. ${kerasHub.note}`,
    inputShape: '(batch, time, …, features), an even number of features',
    outputShape: 'as the input',
    formula: 'y = x · cos(t θ) + turned(x) · sin(t θ), θᵢ = max_wavelength^(−2i/d) / scale',
    whenToUse: 'On queries and keys, before they are compared by dot-product attention.',
    commonMistake: 'Turning values too: only what is compared needs positions.',
    source: 'https://keras.io/keras_hub/api/modeling_layers/rotary_embedding/',
  },
  next: ['attention'],
  summary: ({ max_wavelength }) => `up to ${max_wavelength}`,
  inferShape: (inputs, { sequence_axis, feature_axis }) =>
    withSequence(inputs, (input) => {
      const rank = input.dims.length + 1;
      const [places, features] = [sequence_axis, feature_axis].map((at) => (at < 0 ? rank + at : at));
      const size = input.dims[(features ?? 0) - 1]?.size;
      const fits = places !== features && input.dims[(places ?? 0) - 1] !== undefined && size != null && size % 2 === 0;
      if (fits) return infers({ ...input, dtype: 'float32' });
      return fails({
        code: 'shape-mismatch',
        severity: 'error',
        param: size != null && size % 2 === 1 ? 'feature_axis' : 'sequence_axis',
        expected: 'an axis of places and another one with an even number of features',
        found: formatBatchShape(input),
        message: `turns features in pairs, along an axis of an even size that isn't the one of the places; got ${formatBatchShape(input)} from {input0}. Choose other axes, or an even size.`,
      });
    }),
  weights: () => [],
  flops: (_inputs, _values, output) => 4 * knownElements(output),
  keras: {
    ...kerasForm('RotaryEmbedding', params, yarn),
    ...kerasHub.place('rotary_embedding', 'RotaryEmbedding'),
  },
});
