import type { Evaluation } from '#shared/contract/requests/results.ts';
import type { Interval } from '#shared/statistics/wilson-interval.ts';
import { metricWords } from '#shared/training/metric-words.ts';
import { betterWhen } from '#shared/training/monitored.ts';

export interface EvaluationFigure {
  readonly title: string;
  readonly value: number | null;
  readonly interval: Interval | null;
  /** What it is, or why it is not known. */
  readonly note: string;
  /** The ends of its scale; none where it has no upper end. */
  readonly scale: readonly [number, number] | null;
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value): value is number => value !== null);
  return known.length > 0 ? known.reduce((sum, value) => sum + value, 0) / known.length : null;
}

/** What was told beside loss and accuracy; an output of several has its name before each. */
function furtherFigures(metrics: Evaluation['metrics'], left: readonly string[]): EvaluationFigure[] {
  return Object.entries(metrics)
    .filter(([name]) => !left.includes(name))
    .map(([name, value]) => {
      const words = metricWords(name);
      const title = `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
      const note = betterWhen(name) === 'higher' ? 'higher is better' : 'lower is better';
      return { title, value, interval: null, note, scale: null };
    });
}

/** The figures of an evaluation; classes without pictures don't count towards a mean over classes. */
export function figuresOf(evaluation: Evaluation): EvaluationFigure[] {
  const { metrics, perClass, samples, accuracyInterval } = evaluation;
  if (perClass.length === 0) return furtherFigures(metrics, []);
  const present = perClass.filter(({ support }) => support > 0);
  const right = evaluation.confusion.matrix.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  const missing = perClass.length - present.length;
  const over = missing > 0 ? `mean over ${present.length} of ${perClass.length} classes` : 'mean over the classes';
  const figures: EvaluationFigure[] = [
    {
      title: 'Accuracy',
      value: samples === 0 ? null : right / samples,
      interval: accuracyInterval,
      note: `${right} of ${samples} right`,
      scale: [0, 1],
    },
    {
      title: 'Balanced accuracy',
      value: mean(present.map(({ recall }) => recall)),
      interval: null,
      note: `recall, ${over}`,
      scale: [0, 1],
    },
    {
      title: 'Macro F1',
      value: mean(present.map(({ f1 }) => f1 ?? 0)),
      interval: null,
      note: `F1, ${over}`,
      scale: [0, 1],
    },
  ];
  const isSingle = !Object.keys(metrics).some((name) => name.endsWith('_loss'));
  if (metrics.loss !== undefined && isSingle) {
    figures.push({
      title: 'Loss',
      value: metrics.loss,
      interval: null,
      note: `by crossentropy, guessing would be ${Math.log(Math.max(2, perClass.length)).toFixed(2)}`,
      scale: null,
    });
  }
  const known = ['accuracy', ...(isSingle ? ['loss'] : [])];
  return [...figures, ...furtherFigures(metrics, known)];
}
