import { splitOrder } from '#shared/data/stratified-split.ts';
import type { SplitSpec } from '#shared/data/types.ts';
import type { ProblemLog } from '../problem-log.ts';
import type { ReadSample } from './read-samples.ts';

/** What can be said once all samples are known: exact duplicates, and classes that are too small. */
export function reviewSamples(
  samples: readonly ReadSample[],
  split: Uint8Array,
  classes: readonly string[],
  folders: readonly string[],
  wanted: SplitSpec,
  problems: ProblemLog,
): void {
  reviewDuplicates(samples, split, problems);
  const counts = new Map(classes.map((label) => [label, [0, 0, 0]]));
  samples.forEach((sample, i) => {
    const count = counts.get(sample.label) as number[];
    const which = split[i] as number;
    count[which] = (count[which] as number) + 1;
  });
  // A split that was asked for and got nothing counts too: two pictures a class leave no class one to validate on.
  const isDrawn = samples.some((sample) => sample.split === null);
  const used = splitOrder.flatMap((name, which) =>
    split.includes(which) || (isDrawn && wanted[name] > 0) ? [which] : [],
  );
  for (const [label, count] of counts) {
    if (count[0] === 0 && used.includes(0)) problems.add('class-not-in-train', label);
    else if (used.some((which) => count[which] === 0)) problems.add('small-class', label);
  }
  for (const folder of folders) if (!counts.has(folder)) problems.add('empty-class', folder);
  if (classes.length === 1) problems.add('single-class', classes[0] as string);
}

/** One finding for each file beyond the first of its content. */
function reviewDuplicates(samples: readonly ReadSample[], split: Uint8Array, problems: ProblemLog): void {
  const firstOf = new Map<string, number>();
  samples.forEach((sample, i) => {
    const first = firstOf.get(sample.sha256);
    if (first === undefined) {
      firstOf.set(sample.sha256, i);
      return;
    }
    const original = samples[first] as ReadSample;
    const pair = `${sample.path} = ${original.path}`;
    const otherClass = sample.label !== original.label;
    const otherSplit = split[i] !== split[first];
    if (otherClass) problems.add('duplicate-across-classes', pair);
    if (otherSplit) problems.add('duplicate-across-splits', pair);
    if (!otherClass && !otherSplit) problems.add('duplicate', pair);
  });
}
