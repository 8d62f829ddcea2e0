import { compareCodePoints } from '#shared/data/code-point-order.ts';
import type { ImportedPicture } from '../../db/schema.ts';
import { mapInOrder } from '../map-in-order.ts';
import { decodeParallelism } from '../pictures/open-picture.ts';
import type { ProblemLog } from '../problem-log.ts';
import type { Candidate } from '../scan/class-folders.ts';
import { throwIfCancelled } from '../throw-if-cancelled.ts';
import { type FileOutcome, readOutcome } from './file-outcome.ts';

/** A picture that can be trained on. */
export type ReadSample = Candidate & ImportedPicture;

export interface ReadOptions {
  readonly problems: ProblemLog;
  /** What an earlier attempt found out about the first candidates, and still holds. */
  readonly known?: readonly FileOutcome[];
  /** What was found out now, in the order of the candidates; the thumbnail is empty for a file that is left out. */
  readonly onRead: (outcome: FileOutcome, thumbnail: Buffer) => Promise<void>;
  readonly onProgress?: (done: number) => void;
  readonly signal?: AbortSignal;
}

/** The order in which an import reads and numbers its files; it doesn't depend on the file system. */
export const inReadingOrder = (candidates: readonly Candidate[]): Candidate[] =>
  [...candidates].sort((a, b) => compareCodePoints(a.path, b.path));

/** Decodes every candidate, several at once; each becomes a sample or a problem, in the order of the candidates. */
export async function readSamples(
  root: string,
  candidates: readonly Candidate[],
  options: ReadOptions,
): Promise<ReadSample[]> {
  const { problems, known = [], onRead, onProgress, signal } = options;
  const samples: ReadSample[] = [];
  let done = 0;
  const take = ({ path, picture, problems: codes }: FileOutcome): void => {
    for (const code of codes) problems.add(code, path);
    if (picture) samples.push({ ...(candidates[done] as Candidate), ...picture });
    done++;
    onProgress?.(done);
  };
  for (const outcome of known) take(outcome);
  const rest = candidates.slice(known.length);
  const found = mapInOrder(rest, decodeParallelism, ({ path }) => {
    throwIfCancelled(signal, 'The import');
    return readOutcome(root, path);
  });
  for await (const { outcome, thumbnail } of found) {
    throwIfCancelled(signal, 'The import');
    await onRead(outcome, thumbnail);
    take(outcome);
  }
  return samples;
}
