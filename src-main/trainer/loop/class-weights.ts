import { readFile } from 'node:fs/promises';
import type { PackedData, PackedTarget } from '#shared/contract/trainer.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';

/** For each target what each of its classes counts in training; null where all count the same. */
export async function classWeightsOf(
  choice: RunConfig['classWeights'],
  { splits }: PackedData,
  targets: readonly PackedTarget[],
): Promise<(readonly number[] | null)[]> {
  if (choice === null) return targets.map(() => null);
  const categories = targets.filter(({ classes }) => classes !== null);
  if (categories.length === 0) {
    throw new AppError(
      'BAD_INPUT',
      'Class weights were asked for, but the network predicts no classes: leave them out.',
    );
  }
  return Promise.all(
    targets.map((target) => {
      if (target.classes === null) return null;
      return choice === 'balanced' ? balanced(target, target.classes, splits.train) : named(target.classes, choice);
    }),
  );
}

/** As scikit-learn's `balanced`: samples / (classes · samples of the class), so that their mean is 1. */
async function balanced(
  { file }: PackedTarget,
  classes: readonly string[],
  rows: readonly number[],
): Promise<number[]> {
  const labels = await readFile(file);
  const counts = new Array<number>(classes.length).fill(0);
  for (const row of rows) {
    const label = labels.readInt32LE(row * 4);
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts.map((count) => (count === 0 ? 0 : rows.length / (classes.length * count)));
}

function named(classes: readonly string[], weights: Readonly<Record<string, number>>): number[] {
  const unknown = Object.keys(weights).filter((name) => !classes.includes(name));
  if (unknown.length > 0) {
    const message = `Class weights name ${unknown.join(', ')}; the classes are ${classes.join(', ')}.`;
    throw new AppError('BAD_INPUT', message, { unknown });
  }
  return classes.map((name) => weights[name] ?? 1);
}
