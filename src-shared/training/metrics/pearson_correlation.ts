import { correlation, correlationAxis } from './correlations.ts';
import { defineMetric, keras } from './definition.ts';

/** Undefined for values that are all equal; Keras's NaN there would be the mean's too, so those are left out. */
export const pearsonCorrelation = defineMetric({
  name: 'pearson_correlation',
  title: 'Pearson correlation',
  description: 'How far output and target lie on a line, whatever its slope: 1 together, 0 unrelated, −1 opposed.',
  source: keras('regression_metrics'),
  className: 'PearsonCorrelation',
  settings: { axis: correlationAxis },
  better: 'higher',
  targets: ['number', 'image'],
  stream: correlation(({ truth, output, together }) =>
    truth === 0 || output === 0 ? null : together / Math.sqrt(truth * output),
  ),
});
