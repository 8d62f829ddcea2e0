import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Certificate } from '#shared/contract/requests/results.ts';
import { saveCheckpoint } from '../db/checkpoints.ts';
import { listExports, saveExport } from '../db/exports.ts';
import { addDataset, type EngineFixture, openEngine } from '../testing/engine-fixture.ts';

let engine: EngineFixture;
let run = '';
beforeEach(async () => {
  engine = await openEngine();
  addDataset(engine.context, 'pets');
  const { config } = await engine.client.projects.create({ name: 'Pets', template: 'cnn', dataset: 'pets' });
  run = (await engine.client.runs.start({ project: 'Pets', config })).id;
  // Its pictures do not exist: it fails while it is prepared, and is a run at rest.
  const ended = async () => expect((await engine.client.runs.get({ run })).endedAt).not.toBeNull();
  await vi.waitFor(ended, { timeout: 10_000 });
  trained(30, 3);
});
afterEach(() => engine.close());

const trained = (step: number, epoch: number) =>
  engine.context.db.write((tx) =>
    saveCheckpoint(tx, { runId: run, kind: 'best', epoch, step, metrics: {}, bytes: 1, savedAt: '' }),
  );

const certificate = (checkedAt: string): Certificate => ({
  verified: true,
  runtime: 'tfjs-node',
  samples: 6,
  maxAbsDifference: 0,
  agreement: 1,
  checkedAt,
});

/** As exportRun() leaves it: the folder with its certificate, and the row. */
function written(name: string, checkedAt: string, epoch = 3): string {
  const folder = join(engine.folder, name);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'certificate.json'), JSON.stringify({ run, checkedAt }));
  engine.context.db.write((tx) =>
    saveExport(tx, {
      runId: run,
      format: 'tfjs',
      folder,
      files: [{ path: 'model.json', bytes: 12 }],
      certificate: certificate(checkedAt),
      checkpoint: 'best',
      step: epoch * 10,
      epoch,
      createdAt: checkedAt,
    }),
  );
  return folder;
}
const exportsOf = () => engine.client.results.exports({ run });

test('nothing written, nothing remembered; an unknown run is refused', async () => {
  expect(await exportsOf()).toEqual([]);
  await expect(engine.client.results.exports({ run: 'nobody' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('remembered with its certificate after the engine was closed, newest first', async () => {
  const first = written('a', '2026-01-01T00:00:00.000Z');
  const second = written('b', '2026-01-02T00:00:00.000Z');
  await engine.context.close();
  engine = await openEngine(engine.folder);
  const found = await exportsOf();
  expect(found.map(({ folder }) => folder)).toEqual([second, first]);
  expect(found[1]).toEqual({
    format: 'tfjs',
    folder: first,
    files: [{ path: 'model.json', bytes: 12 }],
    certificate: certificate('2026-01-01T00:00:00.000Z'),
    checkpointEpoch: 3,
    isCurrent: true,
    present: true,
  });
});

test('a folder that is gone, or holds something else by now, is not present', async () => {
  const folder = written('a', '2026-01-01T00:00:00.000Z');
  rmSync(folder, { recursive: true });
  expect(await exportsOf()).toMatchObject([{ present: false, isCurrent: true }]);
  mkdirSync(folder);
  expect(await exportsOf()).toMatchObject([{ present: false }]);
  writeFileSync(join(folder, 'certificate.json'), JSON.stringify({ run: 'another', checkedAt: '2026' }));
  expect(await exportsOf()).toMatchObject([{ present: false }]);
});

test('weights that were trained further make it one of an earlier state', async () => {
  written('a', '2026-01-01T00:00:00.000Z');
  trained(50, 5);
  expect(await exportsOf()).toMatchObject([{ isCurrent: false, checkpointEpoch: 3, present: true }]);
});

test('writing over a folder leaves one row of it, and removing the run leaves none', async () => {
  written('a', '2026-01-01T00:00:00.000Z');
  written('a', '2026-01-03T00:00:00.000Z');
  expect(await exportsOf()).toMatchObject([{ present: true, certificate: { checkedAt: '2026-01-03T00:00:00.000Z' } }]);
  await engine.client.runs.remove({ run });
  await engine.client.trash.empty();
  expect(listExports(engine.context.db.read, run)).toEqual([]);
});
