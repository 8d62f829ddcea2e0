import type { RawBatch, RawValues } from '../batches/packed-reader.ts';
import type { Batch } from '../batches/tensors.ts';
import { feedOf } from '../recorder/feeds.ts';
import type { Feed } from '../recorder/write-program.ts';
import type { tf } from '../runtime/tf.ts';

/** What is fed of a batch, in the order of its tensors. */
export const valuesOf = ({ inputs, targets, weights }: RawBatch): RawValues[] => [
  ...inputs,
  ...targets,
  ...(weights ? [weights] : []),
];

export const tensorsOf = ({ inputs, targets, weights }: Batch): Map<string, tf.Tensor> =>
  new Map([
    ...inputs.map((tensor, index) => [`input ${index}`, tensor] as const),
    ...targets.map((tensor, index) => [`target ${index}`, tensor] as const),
    ...(weights ? [['weights', weights] as const] : []),
  ]);

/** How the tensors of a batch are fed: as they lie in the file. */
export function batchFeeds(tensors: ReadonlyMap<string, tf.Tensor>, raw: RawBatch): Map<string, Feed> {
  const values = valuesOf(raw);
  return new Map([...tensors].map(([name, tensor], place) => [name, feedOf(tensor, values[place])]));
}
