import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runConfig } from '#shared/training/run.ts';
import { saveCheckpoint } from '../db/checkpoints.ts';
import { curvePoints } from '../db/metrics.ts';
import { updateRun } from '../db/runs.ts';
import { writeCheckpointFiles } from '../testing/checkpoint-files.ts';
import { addDataset, type EngineFixture, openEngine } from '../testing/engine-fixture.ts';

let engine: EngineFixture;
let run = '';
beforeEach(async () => {
  engine = await openEngine();
  addDataset(engine.context, 'Pets');
  await engine.client.projects.create({ name: 'P', template: 'perceptron', dataset: 'Pets' });
  ({ id: run } = await engine.client.runs.start({ project: 'P', dataset: null, config: runConfig.parse({}) }));
  await engine.context.queue.active(run)?.finished;
});
afterEach(() => engine.close());

/** As an engine that is killed while it trains leaves it: nothing told. */
async function killed(): Promise<void> {
  engine.context.db.write((tx) => updateRun(tx, run, { state: 'running' }));
  await engine.context.close();
  engine = await openEngine(engine.folder);
}
const write = (kind: 'best' | 'last', epoch: number) => writeCheckpointFiles(engine.context.home, run, kind, epoch);

test('a checkpoint that was written but not told is noted, with the point of its epoch', async () => {
  for (const kind of ['best', 'last'] as const) write(kind, 4);
  await killed();
  const found = await engine.client.runs.get({ run });
  expect(found).toMatchObject({ state: 'interrupted', bestEpoch: 4, metrics: { loss: 0.25 } });
  expect(found.checkpoints).toMatchObject([
    { kind: 'best', epoch: 4, metrics: { loss: 0.25 } },
    { kind: 'last', epoch: 4 },
  ]);
  expect(found.error?.message).toContain('after step 40, in epoch 5');
  expect(curvePoints(engine.context.db.read, run, -1, 2000)).toEqual([
    { scope: 'epoch', step: 40, epoch: 4, seconds: 4, values: { loss: 0.25 } },
  ]);
});

test('half-written files go; a checkpoint that is not there is no longer promised', async () => {
  const folder = write('last', 2);
  writeFileSync(join(folder, 'weights-30-2.safetensors'), 'half');
  writeFileSync(join(folder, 'state.json.next'), '{');
  const row = { epoch: 1, step: 10, metrics: {}, bytes: 1, savedAt: '' };
  engine.context.db.write((tx) => saveCheckpoint(tx, { runId: run, kind: 'best', ...row }));
  await killed();
  expect(readdirSync(folder)).toHaveLength(3);
  const { checkpoints } = await engine.client.runs.get({ run });
  expect(checkpoints.map(({ kind, epoch }) => [kind, epoch])).toEqual([['last', 2]]);
});

test('files of a run that is gone, and predictions nobody stands on, are cleared away', async () => {
  const { home } = engine.context;
  const stray = [join(home.runs, 'run_gone', 'checkpoints'), join(home.predictions, 'run_gone')];
  for (const path of stray) mkdirSync(path, { recursive: true });
  mkdirSync(join(home.predictions, run));
  writeFileSync(join(home.predictions, run, 'test-10.bin'), 'old');
  writeFileSync(join(home.backups, 'strata-2026-01-01T000000Z-daily.sqlite.part'), 'half');
  await killed();
  expect(stray.map(existsSync)).toEqual([false, false]);
  expect(readdirSync(join(home.predictions, run))).toEqual([]);
  expect(readdirSync(home.backups).filter((name) => name.includes('.part'))).toEqual([]);
});
