import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';
import { kerasHub, wavelengthParam, withSequence } from '../positions.ts';

const params = z.object({ max_wavelength: wavelengthParam });

/** Sines and cosines of many wavelengths that say where something stands; a layer of KerasHub. */
export const sinePositionEncoding = defineLayer({
  type: 'sine_position_encoding',
  title: 'Sine positions',
  alsoCalled: ['positional encoding', 'sinusoidal'],
  family: 'attention',
  arity: 'one',
  params,
  doc: {
    summary: `Gives each place of a sequence a fixed pattern of sines and cosines, to be added to what stands there. ${kerasHub.note}`,
    inputShape: '(batch, time, features)',
    outputShape: 'as the input; its values don’t count, only its places',
    formula: 'y[t, 2i] = sin(t / max_wavelength^(2i/d)), y[t, 2i+1] = cos(t / max_wavelength^(2i/d))',
    whenToUse: 'Before attention, added to the embedding of words, where no weight shall be spent on positions.',
    commonMistake: 'Taking its result alone: add it to what went in.',
    source: 'https://keras.io/keras_hub/api/modeling_layers/sine_position_encoding/',
  },
  next: ['add'],
  summary: ({ max_wavelength }) => `up to ${max_wavelength}`,
  inferShape: (inputs) => withSequence(inputs, (input) => infers({ ...input, dtype: 'float32' })),
  weights: () => [],
  flops: (_inputs, _values, output) => knownElements(output),
  keras: {
    ...kerasForm('SinePositionEncoding', params),
    ...kerasHub.place('sine_position_encoding', 'SinePositionEncoding'),
  },
});
