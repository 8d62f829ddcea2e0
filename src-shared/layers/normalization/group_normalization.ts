import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import type { Remedy } from '../definition.ts';
import { fails, infers } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';
import {
  axisParam,
  centerParam,
  epsilonParam,
  inferNormalization,
  normalizationWeights,
  scaleAndOffset,
  scaleParam,
  sizesAlong,
} from '../normalization.ts';

const params = z.object({
  groups: z
    .int()
    .min(-1)
    .max(65_536)
    .refine((groups) => groups !== 0, { error: 'at least 1, or -1 for a group per channel' })
    .default(32)
    .meta({
      title: 'Groups',
      description:
        'How many groups the channels are divided into; -1 gives each channel its own (instance normalization).',
    }),
  axis: axisParam,
  epsilon: epsilonParam(0.001),
  center: centerParam,
  scale: scaleParam,
  ...scaleAndOffset,
});

/** As many groups as were asked for, or the next fewer that share the channels evenly, at least two in each. */
function waysToSplit(channels: number, groups: number): Remedy[] {
  let fewer = Math.min(groups, Math.floor(channels / 2));
  while (fewer > 1 && channels % fewer !== 0) fewer--;
  const even = `${fewer} groups of ${channels / fewer} channels`;
  return [
    ...(fewer > 1 ? [{ kind: 'set-params', title: even, params: { groups: fewer } } as const] : []),
    { kind: 'set-params', title: 'One group per channel', params: { groups: -1 } },
  ];
}

/** Brings groups of channels of each sample to mean 0 and variance 1, whatever the batch. */
export const groupNormalization = defineLayer({
  type: 'group_normalization',
  title: 'Group normalization',
  alsoCalled: ['groupnorm', 'gn', 'instance norm'],
  family: 'normalization',
  arity: 'one',
  mask: 'pass',
  normalizes: true,
  params,
  doc: {
    summary: 'Brings each group of channels of a sample to mean 0 and variance 1, then scales and shifts it.',
    inputShape: '(batch, …, channels)',
    outputShape: 'as the input',
    formula: 'y = gamma · (x − mean) / √(variance + epsilon) + beta, over each group of channels of each sample',
    whenToUse: 'In place of batch normalization where only a few large pictures fit into a batch.',
    commonMistake: 'More groups than channels: the default of 32 doesn’t fit after a convolution with 16 filters.',
    source: 'https://keras.io/api/layers/normalization_layers/group_normalization/',
  },
  next: ['activation', 'conv2d'],
  summary: ({ groups }) => (groups === -1 ? 'a group per channel' : `${groups} groups`),
  inferShape: (inputs, { axis, groups }) => {
    const inferred = inferNormalization(inputs, [axis]);
    const [channels = 0] = sizesAlong(inputs, [axis]);
    if (!inferred.output || groups === -1 || channels % groups === 0)
      return inferred.output ? infers(inferred.output) : inferred;
    return fails({
      code: 'groups-mismatch',
      severity: 'error',
      param: 'groups',
      expected: `a number that divides ${channels}`,
      found: `${groups}`,
      message: `can't split ${channels} channels from {input0} into ${groups} groups. Choose a number that divides ${channels}, or -1 for a group per channel.`,
      remedies: waysToSplit(channels, groups),
    });
  },
  weights: (inputs, { axis, center, scale }) =>
    normalizationWeights(sizesAlong(inputs, [axis]), [
      { name: 'gamma', trainable: true, used: scale },
      { name: 'beta', trainable: true, used: center },
    ]),
  flops: (_inputs, _params, output) => 7 * knownElements(output),
  keras: kerasForm('GroupNormalization', params),
});
