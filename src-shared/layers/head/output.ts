import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import { knownElements, withLast } from '../../shapes/tensors.ts';
import { outputActivations } from '../../training/losses/definition.ts';
import { lossChoice } from '../../training/losses/index.ts';
import { metricConfig } from '../../training/metrics/index.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';

/** Where predictions leave the network and are compared with the dataset. */
export const output = defineLayer({
  type: 'output',
  title: 'Output',
  alsoCalled: ['target', 'prediction', 'loss', 'end'],
  family: 'head',
  shortcut: 's',
  arity: 'one',
  mask: 'pass',
  role: 'output',
  params: z.object({
    activation: z.enum(outputActivations).default('softmax').meta({
      title: 'Activation',
      description:
        'softmax gives probabilities that add up to 1, for one class out of several; sigmoid yes or no for each value, and pixels; linear gives numbers.',
    }),
    target: z.string().max(200).nullable().default(null).meta({
      title: 'Target',
      description: 'The column of the dataset to predict; left empty, the first that fits is taken.',
      control: 'column',
      columnUse: 'target',
    }),
    loss: lossChoice.default({ name: 'auto' }).meta({
      title: 'Loss',
      description: 'What training makes small; auto follows the target: crossentropy for classes, error for numbers.',
    }),
    metrics: z.array(metricConfig).max(20).default([]).meta({
      title: 'Metrics',
      description:
        'What is told besides the loss; left empty, accuracy for classes and the mean absolute error for anything else.',
      whenEmpty: 'the usual ones',
    }),
    loss_weight: z.number().min(0).max(1e6).default(1).meta({
      title: 'Loss weight',
      description: 'How much its loss counts where the network has several outputs.',
      advanced: true,
    }),
    target_scale: z.number().min(-1e6).max(1e6).nullable().default(null).meta({
      title: 'Target scale',
      description: 'What a target’s values are multiplied by, such as pixels of 0 to 255.',
      advanced: true,
      whenEmpty: 'as the input is rescaled',
    }),
    target_offset: z.number().min(-1e6).max(1e6).nullable().default(null).meta({
      title: 'Target offset',
      description: 'What is added to a target’s values after that.',
      advanced: true,
      whenEmpty: 'as the input is rescaled',
    }),
  }),
  doc: {
    summary: 'The end of the network: turns the last values into probabilities and compares them with the dataset.',
    inputShape: '(batch, …, classes)',
    outputShape: 'as the input',
    formula: 'softmax(x)[i] = exp(x[i]) / Σ exp(x[j])',
    whenToUse:
      'At each end of a network: after a dense layer with one unit per class, or where it gives pictures of the size it reads.',
    commonMistake: 'A dense layer with softmax right before it: applied twice, softmax flattens all differences.',
    source: 'https://keras.io/api/layers/activation_layers/softmax/',
  },
  summary: ({ activation, target, loss }) =>
    [activation, target, loss.name === 'auto' ? null : loss.name].filter((part) => part !== null).join(' · '),
  inferShape: (inputs, { activation }) => {
    const input = inputs[0];
    if (!input || input.dims.length === 0) return fails();
    const found = formatBatchShape(input);
    const size = input.dims.at(-1)?.size ?? null;
    if (activation === 'softmax' && size === 1) {
      return infers(withLast(input, size, 'classes'), {
        code: 'softmax-of-one',
        severity: 'error',
        param: 'activation',
        expected: 'at least 2 classes',
        found,
        message: `softmax over a single value is always 1, so nothing can be learned; got ${found} from {input0}. Give the layer before it one unit per class.`,
      });
    }
    return infers({ ...withLast(input, size, 'classes'), dtype: 'float32' });
  },
  weights: () => [],
  flops: (_inputs, { activation }, result) => (activation === 'linear' ? 0 : knownElements(result)),
  keras: {
    className: 'Activation',
    toConfig: ({ activation }) => ({ activation }),
    fromConfig: ({ activation }) => ({ activation: activation as 'softmax' }),
  },
});
