import type { StepSample } from '#shared/training/step-record.ts';

/** Classes named for each sample; the true one is always among them. */
const MOST_SCORES = 12;

const finite = (value: number | undefined): number | null =>
  value !== undefined && Number.isFinite(value) ? value : null;

interface Answers {
  readonly rows: readonly number[];
  /** What the samples have as targets: class numbers, or values. */
  readonly labels: ArrayLike<number>;
  /** Null where the target is no class. */
  readonly classes: readonly string[] | null;
  readonly losses: Float32Array;
  /** After the output's activation, `width` a sample. */
  readonly outputs: Float32Array;
  readonly width: number;
  readonly kept: number;
}

/** What the network said of each sample, and what that cost. */
export function describeSamples(answers: Answers): StepSample[] {
  const { rows, losses, kept } = answers;
  return rows.slice(0, kept).map((row, sample) => ({
    index: row,
    loss: finite(losses[sample]),
    ...(answers.classes ? ofClass(answers, answers.classes, sample) : ofValues(answers, sample)),
  }));
}

type Told = Pick<StepSample, 'truth' | 'predicted' | 'scores'>;

function ofClass({ labels, outputs, width }: Answers, classes: readonly string[], sample: number): Told {
  const nameOf = (index: number): string => classes[index] ?? String(index);
  const target = labels[sample] ?? 0;
  const own = [...outputs.subarray(sample * width, (sample + 1) * width)];
  // One value says how much it is the second of two classes.
  const [single = 0] = own;
  const all = (width === 1 ? [1 - single, single] : own).map((value, index) => ({ value, index }));
  const sorted = all.sort((a, b) => b.value - a.value);
  const shown = sorted.filter(({ index }, place) => place < MOST_SCORES || index === target);
  return {
    truth: nameOf(target),
    predicted: nameOf(sorted[0]?.index ?? 0),
    scores: shown.map(({ value, index }) => ({ label: nameOf(index), value: finite(value) })),
  };
}

/** A number is told as it is; of a picture, how many values it has: the canvas shows them. */
function ofValues({ rows, labels, outputs }: Answers, sample: number): Told {
  const size = labels.length / Math.max(1, rows.length);
  if (size > 1) return { truth: `${size} values`, predicted: `${size} values`, scores: [] };
  const value = outputs[sample];
  return {
    truth: String(labels[sample]),
    predicted: String(value),
    scores: [{ label: 'value', value: finite(value) }],
  };
}
