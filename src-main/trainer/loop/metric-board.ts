import type { TrainingState } from '#shared/training/checkpoint.ts';
import type { MetricBatch } from '#shared/training/metrics/definition.ts';
import { getMetric } from '#shared/training/metrics/index.ts';
import type { MetricValues } from '#shared/training/run.ts';
import type { RawBatch } from '../batches/packed-reader.ts';
import type { Objective, ObjectiveOutput } from './objective.ts';
import type { StepResult } from './step-functions.ts';

export type MetricSums = TrainingState['sums'];
export const noSums = (): MetricSums => ({ samples: 0, values: {}, metrics: {} });

const finite = (value: number | null): number | null => (value !== null && Number.isFinite(value) ? value : null);

/** Adds up what batches give, in sums that can be kept and taken up again, and tells metrics from them. */
export class MetricBoard {
  readonly #objective: Objective;
  readonly #finish: ReadonlyMap<string, (mean: number) => number>;

  constructor(objective: Objective) {
    this.#objective = objective;
    const finishes = objective.outputs.flatMap(({ metrics }) =>
      metrics.flatMap(({ key, config }) => {
        const finish = getMetric(config.name).step?.finish;
        return finish ? [[key, finish] as const] : [];
      }),
    );
    this.#finish = new Map(finishes);
  }

  /** Changes the sums in place. */
  add(sums: MetricSums, raw: RawBatch, result: StepResult): void {
    sums.samples += result.samples;
    for (const [index, name] of this.#objective.names.entries()) {
      sums.values[name] = (sums.values[name] ?? 0) + (result.sums[index] ?? Number.NaN);
    }
    for (const [place, index] of this.#objective.watched.entries()) {
      const output = this.#objective.outputs[index];
      const values = result.outputs[place];
      const blended = result.outputs[this.#objective.watched.length + place];
      if (output && values) this.#look(sums, output, metricBatch(output, raw, index, values, blended));
    }
  }

  #look(sums: MetricSums, { metrics }: ObjectiveOutput, batch: MetricBatch): void {
    for (const { key, config } of metrics) {
      const stream = getMetric(config.name).stream;
      if (!stream) continue;
      sums.metrics[key] ??= stream.start(batch.width, config);
      stream.update(sums.metrics[key], batch, config);
    }
  }

  /** Of one batch alone: what its step has computed. */
  ofBatch({ samples, sums }: StepResult): MetricValues {
    const values = this.#objective.names.map((name, index) => this.#mean(name, sums[index] ?? Number.NaN, samples));
    return Object.fromEntries(values);
  }

  /** Of all that was added; nothing without samples. */
  values(sums: MetricSums): MetricValues {
    if (sums.samples === 0) return {};
    const means = this.#objective.names.map((name) => this.#mean(name, sums.values[name] ?? Number.NaN, sums.samples));
    const looked = this.#objective.outputs.flatMap(({ metrics }) =>
      metrics.flatMap(({ key, config }) => {
        const stream = getMetric(config.name).stream;
        const state = sums.metrics[key];
        return stream && state ? [[key, finite(stream.value(state, config))] as const] : [];
      }),
    );
    return Object.fromEntries([...means, ...looked]);
  }

  #mean(name: string, sum: number, samples: number): readonly [string, number | null] {
    const mean = sum / samples;
    return [name, finite(this.#finish.get(name)?.(mean) ?? mean)];
  }
}

/** The batch as metrics look at it; targets as the output should have given them, those of mixed samples `blended`. */
function metricBatch(
  { target }: ObjectiveOutput,
  raw: RawBatch,
  index: number,
  outputs: Float32Array,
  blended: Float32Array | undefined,
): MetricBatch {
  const stored = blended ?? raw.targets[index] ?? new Uint8Array(0);
  const { classes, scale, offset, shape } = target;
  const size = shape.reduce((product, length) => product * length, 1);
  if (classes) {
    const rows = raw.count * size;
    return { rows, samples: raw.count, width: outputs.length / rows, classes: stored, targets: null, outputs };
  }
  const width = shape.at(-1) ?? 1;
  const isPlain = blended !== undefined || (scale === 1 && offset === 0);
  const targets = isPlain ? stored : Float32Array.from(stored, (value) => value * scale + offset);
  return { rows: (raw.count * size) / width, samples: raw.count, width, classes: null, targets, outputs };
}
