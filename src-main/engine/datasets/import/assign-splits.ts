import { stratifiedSplit } from '#shared/data/stratified-split.ts';
import type { SplitSpec } from '#shared/data/types.ts';
import type { ProblemLog } from '../problem-log.ts';
import type { ReadSample } from './read-samples.ts';

/**
 * The split of each sample, as a position in `splitOrder`. Folders named after splits decide where there are any; only
 * when they leave validation out, and the wanted split has some, a part of train is set aside for it.
 */
export function assignSplits(
  samples: readonly ReadSample[],
  labels: readonly number[],
  spec: SplitSpec,
  seed: number,
  problems: ProblemLog,
): Uint8Array {
  if (samples.some((sample) => sample.split === null)) return stratifiedSplit(labels, spec, seed);
  const split = Uint8Array.from(samples, (sample) => sample.split as number);
  if (split.includes(1) || spec.validation === 0 || spec.train === 0) return split;

  const share = (100 * spec.validation) / (spec.train + spec.validation);
  const train = [...split.keys()].filter((i) => split[i] === 0);
  const aside = stratifiedSplit(
    train.map((i) => labels[i] as number),
    { train: 100 - share, validation: share, test: 0 },
    seed,
  );
  train.forEach((sample, position) => {
    if (aside[position] !== 1) return;
    split[sample] = 1;
    problems.add('validation-from-train', (samples[sample] as ReadSample).path);
  });
  return split;
}
