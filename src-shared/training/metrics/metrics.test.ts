import { writeSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { MetricBatch } from './definition.ts';
import golden from './golden.json' with { type: 'json' };
import { getMetric, type MetricName, metricConfig, metricNames } from './index.ts';
import { metricKeys } from './resolve.ts';

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
    for (const { classes, targets, outputs } of batches) {
      const batch: MetricBatch = { rows: outputs.length / width, width, classes, targets, outputs };
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
    stream?.update(state, { rows: 0, width: 2, classes: [], targets: null, outputs: [] }, config);
    expect(stream?.value(state, config)).toBeNull();
  });
});

it('metrics of the same kind have names of their own', () => {
  const chosen = ['accuracy', { name: 'precision', class_id: 1 }, 'precision'].map((each) => metricConfig.parse(each));
  expect(metricKeys(chosen)).toEqual(['accuracy', 'precision', 'precision_2']);
});
