import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import type { LayerProblem } from '../definition.ts';
import { fails } from '../inference.ts';
import { initializerParam } from '../initializers.ts';
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

const clippingParam = (title: string, description: string) =>
  z
    .number()
    .min(0)
    .max(1000)
    .nullable()
    .default(null)
    .meta({ title, description: `${description} Only with renormalize.`, whenEmpty: 'no bound', advanced: true });

const params = z.object({
  momentum: z.number().min(0).max(1).default(0.99).meta({
    title: 'Momentum',
    description: 'How slowly the averages used after training follow the batches; lower it for short trainings.',
  }),
  axis: axisParam,
  epsilon: epsilonParam(0.001),
  center: centerParam,
  scale: scaleParam,
  ...scaleAndOffset,
  moving_mean_initializer: initializerParam('Moving mean initializer', 'zeros'),
  moving_variance_initializer: initializerParam('Moving variance initializer', 'ones'),
  renorm: z.boolean().default(false).meta({
    title: 'Renormalize',
    description:
      'Corrects each batch towards averages over many of them, so that small batches train well (Ioffe, 2017).',
    advanced: true,
  }),
  renorm_momentum: z.number().min(0).max(1).default(0.99).meta({
    title: 'Renorm momentum',
    description: 'How slowly the averages follow that batches are corrected by in training. Only with renormalize.',
    advanced: true,
  }),
  renorm_rmin: clippingParam('Renorm r, lowest', 'The least factor by which the spread of a batch is corrected.'),
  renorm_rmax: clippingParam('Renorm r, highest', 'The largest factor by which the spread of a batch is corrected.'),
  renorm_dmax: clippingParam(
    'Renorm d, highest',
    'How far the mean of a batch is moved at most, in standard deviations.',
  ),
});

type Params = z.infer<typeof params>;

const BOUNDS = ['rmin', 'rmax', 'dmax'] as const;

const form = kerasForm('BatchNormalization', params, { synchronized: false });

/** Keras has the three bounds in one object, and leaves out those that don't bound. */
function toConfig(values: Params): Record<string, unknown> {
  const { renorm_rmin: _rmin, renorm_rmax: _rmax, renorm_dmax: _dmax, ...config } = form.toConfig(values);
  const said = BOUNDS.flatMap((bound) => {
    const value = values[`renorm_${bound}`];
    return value === null ? [] : [[bound, value] as const];
  });
  return { ...config, renorm_clipping: values.renorm || said.length > 0 ? Object.fromEntries(said) : null };
}

function fromConfig(config: Readonly<Record<string, unknown>>): z.input<typeof params> {
  const { renorm_clipping: clipping = null, ...others } = config;
  const said = Object.entries(clipping ?? {}).map(([bound, value]) => [`renorm_${bound}`, value]);
  return form.fromConfig({ ...others, ...Object.fromEntries(said) });
}

/** Brings each channel to mean 0 and variance 1 over the batch; afterwards by the averages it has gathered. */
export const batchNormalization = defineLayer({
  type: 'batch_normalization',
  title: 'Batch normalization',
  alsoCalled: ['batchnorm', 'bn'],
  family: 'normalization',
  shortcut: 'b',
  arity: 'one',
  mask: 'pass',
  normalizes: true,
  params,
  doc: {
    summary: 'Brings each channel to mean 0 and variance 1 over the batch, then scales and shifts it.',
    inputShape: '(batch, …, channels)',
    outputShape: 'as the input',
    formula: 'y = gamma · (x − mean) / √(variance + epsilon) + beta',
    whenToUse: 'Between a convolution and its activation: training gets faster and steadier.',
    commonMistake: 'Using it with batches of a few samples, whose mean says little.',
    source: 'https://keras.io/api/layers/normalization_layers/batch_normalization/',
  },
  next: ['activation', 'max_pooling2d', 'conv2d'],
  summary: () => '',
  narrate: ([input], { axis }) =>
    `brings each of the ${input?.dims.at(axis < 0 ? axis : axis - 1)?.size ?? ''} channels to mean 0 and spread 1 over this very batch, then scales it by gamma and shifts it by beta`,
  inferShape: (inputs, { axis, renorm, renorm_rmin: rmin, renorm_rmax: rmax }) =>
    renorm && rmin !== null && rmax !== null && rmin > rmax
      ? fails(boundsCross(rmin, rmax))
      : inferNormalization(inputs, [axis]),
  weights: (inputs, { axis, center, scale, renorm }) =>
    normalizationWeights(sizesAlong(inputs, [axis]), [
      { name: 'gamma', trainable: true, used: scale },
      { name: 'beta', trainable: true, used: center },
      { name: 'moving_mean', trainable: false, used: true },
      { name: 'moving_variance', trainable: false, used: true },
      { name: 'moving_stddev', trainable: false, used: renorm },
      { name: 'renorm_mean', trainable: false, used: renorm },
      { name: 'renorm_stddev', trainable: false, used: renorm },
    ]),
  // After training it is one multiplication and one addition a value.
  flops: (_inputs, _params, output) => 2 * knownElements(output),
  keras: { ...form, toConfig, fromConfig },
});

const boundsCross = (rmin: number, rmax: number): LayerProblem => ({
  code: 'crossing-bounds',
  severity: 'error',
  param: 'renorm_rmax',
  expected: `at least renorm r, lowest, which is ${rmin}`,
  found: `${rmax}`,
  message: `corrects the spread by a factor of at least ${rmin} and at most ${rmax}, which can't be. Let the highest be the larger one.`,
  remedies: [{ kind: 'set-params', title: 'Swap both', params: { renorm_rmin: rmax, renorm_rmax: rmin } }],
});
