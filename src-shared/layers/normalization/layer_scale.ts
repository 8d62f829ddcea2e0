import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';

const params = z.object({
  init_values: z.number().min(0).max(1).default(1e-6).meta({
    title: 'Initial value',
    description: 'What every scale begins at: small, so that a deep network begins as a shallow one.',
  }),
  projection_dim: z.int().min(1).max(65_536).default(64).meta({
    title: 'Channels',
    description: 'How many values the last dimension has; each has a scale of its own.',
  }),
});

/** A learned scale for each channel; the class that ConvNeXt of Keras uses. */
export const layerScale = defineLayer({
  type: 'layer_scale',
  title: 'Layer scale',
  alsoCalled: ['convnext'],
  family: 'normalization',
  arity: 'one',
  params,
  doc: {
    summary: 'Multiplies each channel by a learned number that begins small.',
    inputShape: '(batch, …, channels)',
    outputShape: 'as the input',
    formula: 'y = x · gamma',
    whenToUse: 'At the end of a residual branch of a deep network, right before add.',
    commonMistake: 'Another number of channels than the layer before gives.',
    source: 'https://arxiv.org/abs/2103.17239',
  },
  next: ['stochastic_depth', 'add'],
  summary: ({ init_values }) => `${init_values}`,
  inferShape: ([input], { projection_dim }) => {
    if (!input) return fails();
    const channels = input.dims.at(-1)?.size ?? null;
    if (channels === projection_dim || channels === null) return infers({ ...input, dtype: 'float32' });
    return fails({
      code: 'channels-mismatch',
      severity: 'error',
      param: 'projection_dim',
      expected: `${channels}, as the input has`,
      found: `${projection_dim}`,
      message: `has ${projection_dim} scales for the ${channels} channels from {input0}. Set Channels to ${channels}.`,
      remedies: [{ kind: 'set-params', title: `Set channels to ${channels}`, params: { projection_dim: channels } }],
    });
  },
  weights: (_inputs, { init_values, projection_dim }) => [
    {
      name: 'gamma',
      shape: [projection_dim],
      trainable: true,
      initializer: { className: 'Constant', settings: { value: init_values } },
    },
  ],
  flops: (_inputs, _params, output) => knownElements(output),
  keras: { ...kerasForm('LayerScale', params), module: 'keras.src.applications.convnext' },
});
