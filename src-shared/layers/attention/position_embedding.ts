import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import { knownElements } from '../../shapes/tensors.ts';
import { lastSize } from '../attending.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';
import { initializerParam } from '../initializers.ts';
import { kerasForm } from '../keras-form.ts';
import { kerasHub, withSequence } from '../positions.ts';

const params = z.object({
  sequence_length: z.int().min(1).max(1_000_000).default(128).meta({
    title: 'Places',
    description: 'How many places get a vector: at least as many as the longest sequence has.',
  }),
  initializer: initializerParam('Initializer', 'glorot_uniform'),
});

/** A trainable vector for each place of a sequence; a layer of KerasHub. */
export const positionEmbedding = defineLayer({
  type: 'position_embedding',
  title: 'Position embedding',
  alsoCalled: ['positional encoding', 'learned positions'],
  family: 'attention',
  arity: 'one',
  params,
  doc: {
    summary: `Gives a trainable vector for each place of a sequence, to be added to what stands there. ${kerasHub.note}`,
    inputShape: '(batch, time, features)',
    outputShape: 'as the input; its values don’t count, only its places',
    formula: 'y[t] = embeddings[t]',
    whenToUse: 'Before attention, added to the embedding of words: attention by itself knows no order.',
    commonMistake: 'Taking its result alone: add it to what went in.',
    source: 'https://keras.io/keras_hub/api/modeling_layers/position_embedding/',
  },
  next: ['add'],
  summary: ({ sequence_length }) => `${sequence_length} places`,
  inferShape: (inputs, { sequence_length: places }) =>
    withSequence(inputs, (input) => {
      const length = input.dims.at(-2)?.size ?? 0;
      if (length <= places) return infers({ ...input, dtype: 'float32' });
      return fails({
        code: 'sequence-too-long',
        severity: 'error',
        param: 'sequence_length',
        expected: `at most ${places} places`,
        found: formatBatchShape(input),
        message: `knows ${places} places; got ${length} from {input0}. Give it as many places as the sequence has.`,
        remedies: [{ kind: 'set-params', title: `Use ${length} places`, params: { sequence_length: length } }],
      });
    }),
  weights: ([input], { sequence_length: places }) =>
    input ? [{ name: 'embeddings', shape: [places, lastSize(input)], trainable: true }] : [],
  flops: (_inputs, _values, output) => knownElements(output),
  keras: { ...kerasForm('PositionEmbedding', params), ...kerasHub.place('position_embedding', 'PositionEmbedding') },
});
