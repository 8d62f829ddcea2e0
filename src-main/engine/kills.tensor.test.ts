import { randomInt } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededRandom } from '#shared/data/seeded-random.ts';
import { lockFile, readLock } from '../transport/engine-lock.ts';
import { withoutRun } from './db/testing/dump-tables.ts';
import { killWhileSaving } from './testing/checkpoint-moment.ts';
import { writePictures } from './testing/picture-folder.ts';
import { RealEngine } from './testing/real-engine.ts';
import { createStatefulProject, startStatefulRun } from './testing/stateful-training.ts';

/** STRATA_KILL_SEED repeats a failed round, STRATA_KILL_ROUNDS makes a long one. */
const seed = Number(process.env.STRATA_KILL_SEED ?? randomInt(2 ** 31));
const rounds = Number(process.env.STRATA_KILL_ROUNDS ?? 1);
const random = seededRandom(seed);
const EPOCHS = 40;
/** A trainer takes most of this to start, and trains for the rest. */
const MOMENT_MS = 4000;
const moment = () => sleep(random.below(MOMENT_MS));
const PATIENCE = { timeout: (60 + 40 * rounds) * 1000 };

const engine = new RealEngine();
const pictures = mkdtempSync(join(tmpdir(), 'strata-pictures-'));
const folder = { kind: 'folder' as const, path: pictures };
let expected = '';
let trained = '';

const start = async () => startStatefulRun(await engine.attach(), { epochs: EPOCHS });
const deleteRun = async (run: string) => {
  const client = await engine.attach();
  await client.runs.remove({ run });
  await client.trash.deleteForever({ kind: 'run', item: run });
};
const withoutNoted = (tables: ReturnType<RealEngine['dump']>) => ({
  ...tables,
  unfinished_import: [],
  unfinished_import_file: [],
});
/** What was asked of an engine that is killed meanwhile fails, or was just in time: both are right. */
const asked = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code: string }) => error.code,
  );

beforeAll(async () => {
  await writePictures(pictures, 20);
  const client = await engine.attach();
  await createStatefulProject(client, pictures);
  trained = await start();
  await engine.reach(trained, 'completed');
  expected = engine.weights(trained);
});
afterAll(async () => {
  await engine.end();
  rmSync(pictures, { recursive: true, force: true });
});

describe(`killed at random moments (seed ${seed})`, () => {
  const atSomeMoment = (kill: () => unknown) => async () => {
    await moment();
    await kill();
  };
  const killers: Record<string, (run: string) => Promise<unknown>> = {
    'the trainer': atSomeMoment(() => engine.killTrainers()),
    'the trainer, while it writes a checkpoint': (run: string) => killWhileSaving(engine, run, random),
    'the engine': atSomeMoment(() => engine.killEngine()),
    'everything at once': atSomeMoment(() => engine.family.kill()),
    'everything, and another program has the number of the engine': atSomeMoment(async () => {
      const lock = await readLock(engine.home);
      engine.family.kill();
      await engine.family.gone(5000);
      if (lock === null || lock === 'unreadable') throw new Error('expected a lock');
      writeFileSync(lockFile(engine.home), JSON.stringify({ ...lock, pid: process.pid }));
    }),
  };

  test.for(Object.entries(killers))(
    '%s: a run goes on to the same weights, nothing else changes',
    PATIENCE,
    async ([, kill]) => {
      const before = engine.dump();
      const run = await start();
      for (let round = 0; round < rounds; round += 1) {
        await kill(run);
        const { state } = await engine.reach(run, 'interrupted', 'completed', 'preparing', 'running');
        if (state === 'interrupted') await (await engine.attach()).runs.resume({ run });
      }
      let found = await engine.reach(run, 'completed', 'interrupted');
      // The engine notices the end of a trainer a moment later.
      while (found.state === 'interrupted') {
        expect(found.error?.message).toMatch(/Resume (continues after step \d+|starts it again)/);
        await (await engine.attach()).runs.resume({ run });
        found = await engine.reach(run, 'completed', 'interrupted');
      }
      expect(found).toMatchObject({ state: 'completed', error: null });
      expect(engine.weights(run)).toBe(expected);
      const rest = withoutRun(before, run);
      expect(withoutRun(engine.dump(), run)).toEqual(rest);
      await deleteRun(run);
      expect(withoutRun(engine.dump(), run)).toEqual(rest);
      expect(await engine.faultsAtRest()).toEqual([]);
    },
  );

  test('the trainer, while it evaluates, predicts or exports: said, and the next time it works', PATIENCE, async () => {
    const out = join(engine.home, 'exports', 'model');
    const jobs = {
      evaluate: async () => (await engine.attach()).results.evaluate({ run: trained, split: 'test' }),
      predict: async () =>
        (await engine.attach()).results.predictFiles({ run: trained, paths: [join(pictures, 'red', '001.png')] }),
      export: async () => (await engine.attach()).results.export({ run: trained, format: 'tfjs', out }),
    };
    for (const job of Object.values(jobs)) {
      for (let round = 0; round < rounds; round += 1) {
        const answer = asked(job());
        await moment();
        engine.killTrainers();
        expect(['done', 'TRAINER_FAILED']).toContain(await answer);
      }
      await job();
    }
    expect(await engine.faultsAtRest()).toEqual([]);
  });

  test('a trainer that keeps a model ready, while nobody asks: the next prediction is answered', PATIENCE, async () => {
    const paths = [join(pictures, 'red', '001.png')];
    const predict = async () => (await engine.attach()).results.predictFiles({ run: trained, paths });
    const [first] = await predict();
    for (let round = 0; round < rounds + 2; round += 1) {
      engine.killTrainers();
      const [again] = await predict();
      expect(again?.outputs).toEqual(first?.outputs);
    }
    expect(await engine.faultsAtRest()).toEqual([]);
  });

  test(
    'the engine, while it imports: nothing, its beginning or all of it is there, and it can be imported again',
    PATIENCE,
    async () => {
      for (let round = 0; round < rounds + 2; round += 1) {
        const before = engine.dump();
        const client = await engine.attach();
        const name = `killed ${round}`;
        const work = asked(
          (async () => {
            for await (const _ of await client.datasets.import({ source: folder, name, seed: round }));
          })(),
        );
        await sleep(random.below(400));
        await engine.killEngine();
        const isDone = (await work) === 'done';
        const again = await engine.attach();
        const there = (await again.datasets.list()).some((dataset) => dataset.name === name);
        if (isDone) expect(there).toBe(true);
        // How far it came may be noted, so that it can be continued; importing again takes that up.
        if (!there) expect(withoutNoted(engine.dump())).toEqual(withoutNoted(before));
        for await (const _ of await again.datasets.import({ source: folder, name, seed: round }));
        const { id } = await again.datasets.get({ dataset: name });
        await again.datasets.remove({ dataset: id });
        await again.trash.deleteForever({ kind: 'dataset', item: id });
        expect(engine.dump()).toEqual(before);
      }
      expect(await engine.faultsAtRest()).toEqual([]);
    },
  );

  test('the engine, while a graph is saved again and again: what was answered is there', PATIENCE, async () => {
    for (let round = 0; round < rounds + 2; round += 1) {
      const client = await engine.attach();
      const { graph, graphVersion } = await client.projects.get({ project: 'Colours' });
      let stored = graph;
      const work = (async () => {
        for (let base = graphVersion, x = 0; ; x += 1) {
          const nodes = graph.nodes.map((node) => ({ ...node, position: { x, y: round } }));
          const next = { ...graph, nodes };
          ({ graphVersion: base } = await client.projects.saveGraph({ project: 'Colours', graph: next, base }));
          stored = next;
        }
      })();
      await sleep(100 + random.below(400));
      await Promise.all([asked(work), engine.killEngine()]);
      const found = (await (await engine.attach()).projects.get({ project: 'Colours' })).graph.nodes[0]?.position.x;
      const last = stored.nodes[0]?.position.x ?? 0;
      // One more than was answered may have been stored.
      expect([last, last + 1]).toContain(found);
    }
    expect(await engine.faultsAtRest()).toEqual([]);
  });

  test(
    'the engine, while it exports over a former export: that one or the new one is there, whole',
    PATIENCE,
    async () => {
      const out = join(pictures, 'model');
      const exported = async () => (await engine.attach()).results.export({ run: trained, format: 'tfjs', out });
      await exported();
      const files = readdirSync(out).sort();
      for (let round = 0; round < rounds; round += 1) {
        const work = asked(exported());
        await moment();
        await engine.killEngine();
        await work;
        const [remembered] = await (await engine.attach()).results.exports({ run: trained });
        expect(remembered).toMatchObject({ present: true, isCurrent: true });
        expect(readdirSync(out).sort()).toEqual(files);
        expect(JSON.parse(readFileSync(join(out, 'certificate.json'), 'utf8'))).toMatchObject({
          checkedAt: remembered?.certificate.checkedAt,
        });
      }
      expect(readdirSync(pictures).sort()).toEqual(['blue', 'model', 'red']);
      rmSync(out, { recursive: true });
      expect(await engine.faultsAtRest()).toEqual([]);
    },
  );
});
