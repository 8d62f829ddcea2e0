import { describe, expect, it } from 'vitest';
import { confusionMatrix } from './confusion-matrix.ts';
import golden from './golden/metrics.json' with { type: 'json' };
import { logLoss } from './log-loss.ts';
import { perClass } from './per-class.ts';
import { accuracy } from './share-right.ts';
import { topClasses } from './top-class.ts';
import { wilsonInterval } from './wilson-interval.ts';

const close = (ours: number | null | undefined, theirs: number | null | undefined) => {
  if (ours == null || theirs == null) expect(ours).toBe(theirs);
  else expect(ours).toBeCloseTo(theirs, 10);
};

describe.each(golden.cases)('$truth.length samples of $classes classes, against scikit-learn', (known) => {
  const predicted = topClasses(known.probabilities, known.classes);
  const matrix = confusionMatrix(known.truth, predicted, known.classes);

  it('counts the same', () => {
    expect(predicted).toEqual(known.predicted);
    expect(matrix).toEqual(known.confusion);
    close(accuracy(matrix), known.accuracy);
  });

  it('scores each class the same, undefined where undefined', () => {
    for (const [index, scores] of perClass(matrix).entries()) {
      expect(scores.support).toBe(known.support[index]);
      close(scores.precision, known.precision[index]);
      close(scores.recall, known.recall[index]);
      close(scores.f1, known.f1[index]);
    }
  });

  it('has the same interval and loss', () => {
    const interval = wilsonInterval(known.wilson.right, known.truth.length);
    close(interval?.low, known.wilson.low);
    close(interval?.high, known.wilson.high);
    close(logLoss(known.truth, known.probabilities, known.classes), known.logLoss);
  });
});

describe('without samples', () => {
  it('says that nothing is known', () => {
    expect(accuracy(confusionMatrix([], [], 3))).toBeNull();
    expect(wilsonInterval(0, 0)).toBeNull();
    expect(logLoss([], [], 3)).toBeNull();
    expect(topClasses([], 0)).toEqual([]);
  });
});

describe('at the ends', () => {
  it('keeps an interval within 0 and 1', () => {
    expect(wilsonInterval(10, 10)?.high).toBe(1);
    expect(wilsonInterval(0, 10)?.low).toBe(0);
    expect(wilsonInterval(10, 10)?.low).toBeCloseTo(0.7224672, 6);
  });

  it('keeps a sure mistake finite', () => {
    expect(logLoss([0], [0, 1], 2)).toBeCloseTo(-Math.log(1e-7), 6);
  });

  it('refuses a class that does not exist', () => {
    expect(() => confusionMatrix([3], [0], 3)).toThrow(RangeError);
  });
});
