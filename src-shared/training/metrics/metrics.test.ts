import { writeSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { MetricBatch } from './definition.ts';
import golden from './golden.json' with { type: 'json' };
import { getMetric, type MetricName, metricConfig, metricFromKeras, metricNames, metricToKeras } from './index.ts';
import { metricKeys } from './resolve.ts';

/** `samples` where they have several rows each. */
type GoldenBatch = Pick<MetricBatch, 'classes' | 'targets'> & { outputs: number[]; samples?: number };

it.each(metricNames)('%s is registered under its own name, explains itself and can be computed', (name) => {
  const metric = getMetric(name);
  expect(metric.name).toBe(name);
  expect(metric.title).not.toBe('');
  expect(metric.description).toMatch(/\.$/);
  expect(metric.targets.length).toBeGreaterThan(0);
  expect([metric.step, metric.stream].filter((way) => way !== undefined)).toHaveLength(1);
});

it('every one is compared with Keras', () => {
  const compared = new Set(golden.cases.map(({ metric }) => metric.name));
  // Which of Keras's accuracies it is follows from the output; the trainer's test shows it.
  expect(metricNames.filter((name) => !compared.has(name))).toEqual(['accuracy']);
});

describe('over batches they are what Keras counts', () => {
  const differences = new Map<string, { cases: number; worst: number }>();
  const streamed = golden.cases.filter(({ metric }) => getMetric(metric.name as MetricName).stream);
  it.each(streamed)('$metric of $width values', ({ metric, width, batches, value }) => {
    const config = metricConfig.parse(metric);
    const { stream } = getMetric(config.name);
    if (!stream) throw new Error('no stream');
    let state = stream.start(width, config);
    for (const { classes, targets, outputs, samples } of batches as readonly GoldenBatch[]) {
      const rows = outputs.length / width;
      const batch: MetricBatch = { rows, samples: samples ?? rows, width, classes, targets, outputs };
      stream.update(state, batch, config);
      // As a checkpoint keeps it.
      state = JSON.parse(JSON.stringify(state));
    }
    const found = stream.value(state, config) ?? Number.NaN;
    const row = differences.get(config.name) ?? { cases: 0, worst: 0 };
    const off = Math.abs(found - value) / Math.max(1, Math.abs(value));
    differences.set(config.name, { cases: row.cases + 1, worst: Math.max(row.worst, off) });
    expect(off).toBeLessThan(1e-5);
  });

  /** Straight to the output of the test run: the console is for what tests should not say. */
  afterAll(() => {
    const lines = [...differences].map(
      ([name, { cases, worst }]) => `${name.padEnd(40)}${String(cases).padStart(3)}   ${worst.toExponential(1)}`,
    );
    writeSync(1, `\n${['metrics compared with Keras 3             of   values', ...lines].join('\n')}\n\n`);
  });
});

describe('where nothing can be said', () => {
  it.each(metricNames.filter((name) => getMetric(name).stream))('%s is null without samples', (name) => {
    const config = metricConfig.parse(name);
    const { stream } = getMetric(name);
    const state = stream?.start(2, config) ?? [];
    stream?.update(state, { rows: 0, samples: 0, width: 2, classes: [], targets: null, outputs: [] }, config);
    expect(stream?.value(state, config)).toBeNull();
  });
});

describe('where Keras says nothing, or nothing of use', () => {
  const stateOf = (name: MetricName, batches: readonly Partial<MetricBatch>[], width: number) => {
    const config = metricConfig.parse(name);
    const { stream } = getMetric(name);
    const state = stream?.start(width, config) ?? [];
    for (const batch of batches) {
      const rows = (batch.outputs?.length ?? 0) / width;
      stream?.update(
        state,
        { rows, samples: rows, width, classes: null, targets: null, outputs: [], ...batch },
        config,
      );
    }
    return stream?.value(state, config);
  };

  it('a single number is correlated over all samples, whatever their batches', () => {
    const halves = [
      { targets: [1, 2, 3], outputs: [2, 4, 5] },
      { targets: [4, 5], outputs: [4, 5] },
    ];
    // Of all five: a covariance of 1.2, variances of 2 and 1.2, means of 3 and 4.
    expect(stateOf('pearson_correlation', halves, 1)).toBeCloseTo(1.2 / Math.sqrt(2 * 1.2), 12);
    expect(stateOf('concordance_correlation', halves, 1)).toBeCloseTo((2 * 1.2) / (2 + 1.2 + 1), 6);
  });

  it('rows without variation are left out of the mean of correlations', () => {
    const rows = [{ targets: [0.1, 0.1, 0.1, 1, 2, 3], outputs: [3, 1, 2, 1, 2, 3] }];
    expect(stateOf('pearson_correlation', rows, 3)).toBeCloseTo(1, 12);
  });

  it.each(['precision_at_recall', 'recall_at_precision', 'sensitivity_at_specificity'] as const)(
    '%s is null where nothing is yes',
    (name) => expect(stateOf(name, [{ classes: [0, 0], outputs: [0.3, 0.8] }], 1)).toBeNull(),
  );
});

describe('as Keras writes them', () => {
  it.each(golden.cases.map(({ metric }) => JSON.stringify(metric)))('%s is read back', (written) => {
    const config = metricConfig.parse(JSON.parse(written));
    expect(metricConfig.parse(metricFromKeras(metricToKeras(config)))).toEqual(config);
  });

  it('the overlap of class numbers is that of the strongest classes', () => {
    const of = (className: string, config: object) =>
      metricConfig.parse(metricFromKeras({ class_name: className, config }));
    expect(of('MeanIoU', { num_classes: 4, ignore_class: 2, sparse_y_pred: false })).toEqual(
      metricConfig.parse({ name: 'one_hot_mean_iou', ignore_class: 2 }),
    );
    expect(of('IoU', { num_classes: 4, target_class_ids: [1, 3], sparse_y_pred: false })).toEqual(
      metricConfig.parse({ name: 'one_hot_iou', target_class_ids: [1, 3] }),
    );
  });
});

it('metrics of the same kind have names of their own', () => {
  const chosen = ['accuracy', { name: 'precision', class_id: 1 }, 'precision'].map((each) => metricConfig.parse(each));
  expect(metricKeys(chosen)).toEqual(['accuracy', 'precision', 'precision_2']);
});
