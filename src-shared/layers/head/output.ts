import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import { knownElements, withLast } from '../../shapes/tensors.ts';
import { lossNames } from '../../training/losses/index.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';

/** Where predictions leave the network and are compared with the dataset. */
export const output = defineLayer({
  type: 'output',
  title: 'Output',
  family: 'head',
  shortcut: 's',
  arity: 'one',
  mask: 'pass',
  role: 'output',
  params: z.object({
    activation: z.enum(['softmax', 'sigmoid', 'linear']).default('softmax').meta({
      title: 'Activation',
      description: 'softmax gives probabilities that add up to 1, for one class out of several; linear gives numbers.',
    }),
    target: z.string().max(200).nullable().default(null).meta({
      title: 'Target',
      description: 'The column of the dataset to predict; left empty, the first that fits is taken.',
      control: 'column',
      columnUse: 'target',
    }),
    loss: z
      .enum(['auto', ...lossNames])
      .default('auto')
      .meta({
        title: 'Loss',
        description: 'What training makes small; auto follows the target: crossentropy for classes, error for numbers.',
      }),
  }),
  doc: {
    summary: 'The end of the network: turns the last values into probabilities and compares them with the dataset.',
    inputShape: '(batch, …, classes)',
    outputShape: 'as the input',
    formula: 'softmax(x)[i] = exp(x[i]) / Σ exp(x[j])',
    whenToUse: 'Once per network, after a dense layer with one unit per class.',
    commonMistake: 'A dense layer with softmax right before it: applied twice, softmax flattens all differences.',
    source: 'https://keras.io/api/layers/activation_layers/softmax/',
  },
  summary: ({ activation, target, loss }) =>
    [activation, target, loss === 'auto' ? null : loss].filter((part) => part !== null).join(' · '),
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
