import { z } from 'zod';
import { defineMetric, keras, type MetricBatch, truthAt } from './definition.ts';
import { fromAbove } from './thresholds.ts';

/** The area under a curve over evenly spread thresholds, all values together, as Keras counts it. */
export const auc = defineMetric({
  name: 'auc',
  title: 'AUC',
  description: 'The area under the ROC or the precision-recall curve: how well yes is told from no, at any threshold.',
  source: keras('classification_metrics'),
  className: 'AUC',
  settings: {
    curve: z.enum(['ROC', 'PR']).default('ROC').meta({
      title: 'Curve',
      description: 'ROC: found against false alarms. PR: precision against recall, better where yes is rare.',
    }),
    num_thresholds: z.int().min(3).max(10_000).default(200).meta({
      title: 'Thresholds',
      description: 'How finely the curve is drawn.',
    }),
    summation_method: z.enum(['interpolation', 'minoring', 'majoring']).default('interpolation').meta({
      title: 'Summation',
      description: 'How the area between two thresholds is taken.',
    }),
  },
  better: 'higher',
  targets: ['category', 'number', 'image'],
  stream: {
    /** For each bucket between two thresholds how many values lie in it that are yes, and then those that are no. */
    start: () => [],
    update: (state, batch: MetricBatch, { num_thresholds: count }) => {
      while (state.length < 2 * count) state.push(0);
      for (let index = 0; index < batch.rows * batch.width; index += 1) {
        const isTrue = truthAt(batch, Math.floor(index / batch.width), index % batch.width) !== 0;
        // Above a threshold is what lies in its bucket or a later one; float32, as Keras rounds.
        const value = Math.min(1, Math.max(0, batch.outputs[index] ?? 0));
        const bucket = Math.max(0, Math.ceil(Math.fround(Math.fround(value) * (count - 1))) - 1);
        const place = isTrue ? bucket : count + bucket;
        state[place] = (state[place] ?? 0) + 1;
      }
    },
    value: (state, { num_thresholds: count, curve, summation_method: method }) => {
      const tp = fromAbove(state.slice(0, count));
      const fp = fromAbove(state.slice(count));
      const [yes, no] = [tp[0] ?? 0, fp[0] ?? 0];
      if (yes === 0 || (no === 0 && curve === 'ROC')) return null;
      if (curve === 'PR' && method === 'interpolation') return interpolatedPrecision(tp, fp, yes);
      const recall = tp.map((each) => each / yes);
      const x = curve === 'ROC' ? fp.map((each) => each / no) : recall;
      const y = curve === 'ROC' ? recall : tp.map((each, index) => share(each, each + (fp[index] ?? 0)));
      const height = { interpolation: (a: number, b: number) => (a + b) / 2, minoring: Math.min, majoring: Math.max };
      let area = 0;
      for (let index = 1; index < count; index += 1) {
        const [a = 0, b = 0] = [y[index - 1], y[index]];
        area += ((x[index - 1] ?? 0) - (x[index] ?? 0)) * height[method](a, b);
      }
      return area;
    },
  },
});

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/** J. Davis and M. Goadrich, 2006: between two points precision does not run straight. */
function interpolatedPrecision(tp: readonly number[], fp: readonly number[], yes: number): number {
  let area = 0;
  for (let index = 1; index < tp.length; index += 1) {
    const [before = 0, here = 0] = [tp[index - 1], tp[index]];
    const [takenBefore, taken] = [before + (fp[index - 1] ?? 0), here + (fp[index] ?? 0)];
    const slope = share(before - here, Math.max(takenBefore - taken, 0));
    const intercept = here - slope * taken;
    const ratio = takenBefore > 0 && taken > 0 ? takenBefore / taken : 1;
    area += share(slope * (before - here + intercept * Math.log(ratio)), yes);
  }
  return area;
}
