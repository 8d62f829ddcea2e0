import type { z } from 'zod';
import { type MetricPoint, runConfig } from '#shared/training/run.ts';
import { newId } from '#shared/util/ids.ts';
import { newestVersion } from '../db/datasets.ts';
import { getGraph } from '../db/graph-versions.ts';
import { insertPoints } from '../db/metrics.ts';
import { getProject } from '../db/projects.ts';
import { insertRun, takeRunNumber } from '../db/runs.ts';
import type { EngineFixture } from './engine-fixture.ts';

interface RunFixture {
  readonly project: string;
  readonly epochs?: number;
  readonly batchesAnEpoch?: number;
  readonly config?: z.input<typeof runConfig>;
}

const POINTS_A_WRITE = 20_000;
/** Every so many batches the loss jumps, as it does where a batch is bad. */
export const SPIKE_EVERY = 25_000;
export const SPIKE = 4;

/** Losses that fall as they do in life, with noise and, seldom, a spike; the same for the same numbers. */
export function lossAt(step: number, steps: number): number {
  const noise = (((step * 2_654_435_761) % 1000) / 1000 - 0.5) * 0.2;
  if (step % SPIKE_EVERY === 0) return SPIKE;
  return 0.15 + 1.9 * Math.exp((-5 * step) / steps) + noise * 0.5;
}

/** A trained run without its checkpoints, with every point of its curves written as the recorder writes them. */
export function addRun({ context }: Pick<EngineFixture, 'context'>, fixture: RunFixture): string {
  const { project, epochs = 10, batchesAnEpoch = 20 } = fixture;
  const id = newId('run');
  const config = runConfig.parse({ ...fixture.config, epochs });
  const { db } = context;
  const steps = epochs * batchesAnEpoch;
  const best = {
    loss: 0.2,
    accuracy: 0.93,
    val_loss: 0.3,
    val_accuracy: 0.7 + (((steps * config.seed) % 97) / 97) * 0.25,
  };
  db.write((tx) => {
    const { id: projectId, datasetId, graphVersion } = getProject(tx, project);
    const number = takeRunNumber(tx, projectId);
    const createdAt = new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
    insertRun(tx, {
      id,
      projectId,
      number,
      datasetVersionId: newestVersion(tx, datasetId ?? '').version.id,
      graphVersion,
      graph: getGraph(tx, projectId, graphVersion),
      bound: [],
      state: 'completed',
      resume: false,
      config,
      parameters: 18_430,
      progress: {
        epoch: epochs,
        epochs,
        step: steps,
        stepsPerEpoch: batchesAnEpoch,
        samplesPerSecond: 900,
        learningRate: 0.001,
        etaSeconds: 0,
      },
      metrics: best,
      bestEpoch: Math.max(1, epochs - 1),
      engine: 'graph',
      error: null,
      seconds: steps / 50,
      createdAt,
      queuedAt: createdAt,
      endedAt: createdAt,
    });
  });
  for (let start = 0; start < steps; start += POINTS_A_WRITE) {
    const points: MetricPoint[] = [];
    for (let step = start + 1; step <= Math.min(steps, start + POINTS_A_WRITE); step++) {
      const epoch = Math.ceil(step / batchesAnEpoch);
      const common = { step, epoch, seconds: step / 50 };
      points.push({ scope: 'batch', ...common, values: { loss: lossAt(step, steps) } });
      if (step % batchesAnEpoch > 0) continue;
      const loss = lossAt(step + 1, steps);
      const accuracy = Math.min(0.99, 1.1 - loss / 2);
      const values = { loss, accuracy, val_loss: loss * 1.1, val_accuracy: accuracy * 0.97 };
      points.push({ scope: 'epoch', ...common, values });
    }
    db.write((tx) => insertPoints(tx, id, points));
  }
  return id;
}
