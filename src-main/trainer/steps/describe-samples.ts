import type { StepSample } from '#shared/training/step-record.ts';

/** Classes named for each sample; the true one is always among them. */
const MOST_SCORES = 12;

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

interface Answers {
  readonly rows: readonly number[];
  readonly labels: Int32Array;
  readonly classes: readonly string[];
  readonly losses: Float32Array;
  /** After the output's activation, `width` a sample. */
  readonly outputs: Float32Array;
  readonly width: number;
  readonly kept: number;
}

/** What the network said of each sample, and what that cost. */
export function describeSamples(answers: Answers): StepSample[] {
  const { rows, labels, classes, losses, outputs, width, kept } = answers;
  const nameOf = (index: number): string => (width === 1 ? 'value' : (classes[index] ?? String(index)));
  return rows.slice(0, kept).map((row, sample) => {
    const target = labels[sample] ?? 0;
    const all = [...outputs.subarray(sample * width, (sample + 1) * width)].map((value, index) => ({ value, index }));
    const sorted = all.sort((a, b) => b.value - a.value);
    const shown = sorted.filter(({ index }, place) => place < MOST_SCORES || (width > 1 && index === target));
    return {
      index: row,
      truth: classes[target] ?? String(target),
      loss: finite(losses[sample]),
      predicted: width === 1 ? String(all[0]?.value) : nameOf(sorted[0]?.index ?? 0),
      scores: shown.map(({ value, index }) => ({ label: nameOf(index), value: finite(value) })),
    };
  });
}
