import { correlation, correlationAxis } from './correlations.ts';
import { defineMetric, keras } from './definition.ts';

/** What Keras adds to the divisor. */
const EPSILON = 1e-7;

export const concordanceCorrelation = defineMetric({
  name: 'concordance_correlation',
  title: 'Concordance correlation',
  description:
    'As Pearson’s, but output and target have to be equal for a 1: another mean or spread counts against it.',
  source: keras('regression_metrics'),
  className: 'ConcordanceCorrelation',
  settings: { axis: correlationAxis },
  better: 'higher',
  targets: ['number', 'image'],
  stream: correlation(({ truth, output, together, apart }) => (2 * together) / (truth + output + apart ** 2 + EPSILON)),
});
