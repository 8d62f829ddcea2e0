import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { defineLayer } from '../define.ts';
import { fails } from '../inference.ts';
import { kerasForm } from '../keras-form.ts';
import { inferMerge } from '../merge.ts';

const params = z.object({
  scale: z.number().min(-100).max(100).default(0.2).meta({
    title: 'Scale',
    description: 'What the second input is multiplied by before it is added to the first.',
  }),
});

/** Adds a part of its second input to its first; the class that InceptionResNetV2 of Keras uses. */
export const scaledAdd = defineLayer({
  type: 'scaled_add',
  title: 'Add, scaled',
  family: 'merge',
  arity: 'many',
  params,
  doc: {
    summary: 'Adds its second input, scaled, to its first.',
    inputShape: 'exactly two of one shape (a size of 1 is repeated to fit)',
    outputShape: 'the common shape',
    formula: 'y = x₁ + scale · x₂',
    whenToUse: 'At the end of a wide residual branch: scaled down, it leaves the training stable.',
    commonMistake: 'Connecting the branch first: the second connection is the one that is scaled.',
    source: 'https://arxiv.org/abs/1602.07261',
  },
  next: ['activation', 'conv2d'],
  summary: ({ scale }) => `· ${scale}`,
  inferShape: (inputs) => {
    if (inputs.length <= 2) return inferMerge(inputs, 'adds');
    return fails({
      code: 'too-many-inputs',
      severity: 'error',
      expected: 'exactly 2 inputs',
      found: `${inputs.length} inputs`,
      message: `adds one input, scaled, to another; ${inputs.length} enter it. Keep two, or add some of them up first.`,
    });
  },
  weights: () => [],
  flops: (_inputs, _params, output) => 2 * knownElements(output),
  keras: { ...kerasForm('CustomScaleLayer', params), module: 'keras.src.applications.inception_resnet_v2' },
});
