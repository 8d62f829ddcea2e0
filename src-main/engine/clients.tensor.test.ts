import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { isAtRest } from '#shared/training/run.ts';
import { readLock } from '../transport/engine-lock.ts';
import { writePictures } from './testing/picture-folder.ts';
import { RealEngine } from './testing/real-engine.ts';

const engine = new RealEngine();
const pictures = mkdtempSync(join(tmpdir(), 'strata-pictures-'));
const source = { kind: 'folder' as const, path: pictures };
const TIMEOUT = { timeout: 180_000 };

beforeAll(async () => {
  await writePictures(pictures, 20);
  const client = await engine.attach();
  for await (const _ of await client.datasets.import({ source, name: 'colours' }));
  const { graphVersion } = await client.projects.create({ name: 'Colours', template: null, dataset: 'colours' });
  const graph = parseTextGraph('input[12,12,3] > rescaling(0.0039) > flatten > dense(2) > output');
  await client.projects.saveGraph({ project: 'Colours', graph, base: graphVersion });
});
afterAll(async () => {
  await engine.end();
  rmSync(pictures, { recursive: true, force: true });
});

const config = async (epochs: number) => {
  const { config } = await (await engine.attach()).projects.get({ project: 'Colours' });
  return { ...config, epochs, batchSize: 4 };
};

/** The command line as a process of its own; what it printed once it has ended. */
function strata(...args: string[]): { child: ChildProcess; lines: Promise<Record<string, unknown>[]> } {
  const entry = join(import.meta.dirname, '..', 'cli', 'entry.ts');
  const child = spawn(process.execPath, [entry, ...args, '--home', engine.home, '--json'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  const lines = new Promise<Record<string, unknown>[]>((resolve) => {
    child.once('close', () =>
      resolve(
        text
          .split('\n')
          .filter(Boolean)
          .map((line) => JSON.parse(line)),
      ),
    );
  });
  return { child, lines };
}
const enginePid = async () => {
  const lock = await readLock(engine.home);
  if (lock === null || lock === 'unreadable') throw new Error('expected an engine');
  return lock.pid;
};

test(
  'two windows and the command line start runs at once: each gets its number, one is trained at a time',
  TIMEOUT,
  async () => {
    const windows = await Promise.all([engine.attach(), engine.attach()]);
    const settings = await config(3);
    const cli = strata('train', 'Colours', '--epochs', '3', '--batch', '4');
    const started = await Promise.all(
      windows.map((client) => client.runs.start({ project: 'Colours', dataset: null, config: settings })),
    );
    let atOnce = 0;
    for (;;) {
      const runs = await windows[0]?.runs.list({ project: null });
      const active = runs?.filter(({ state }) => !isAtRest(state) && state !== 'queued') ?? [];
      atOnce = Math.max(atOnce, active.length);
      if (runs?.length === 3 && runs.every(({ state }) => state === 'completed')) break;
      await sleep(20);
    }
    expect(atOnce).toBe(1);
    expect((await cli.lines).at(-1)).toMatchObject({ event: 'completed' });
    const numbers = (await windows[1]?.runs.list({ project: null }))?.map(({ number }) => number).sort();
    expect(numbers).toEqual([1, 2, 3]);
    expect(new Set(started.map(({ number }) => number)).size).toBe(2);
  },
);

test('the same folder imported twice at once under one name is one dataset', TIMEOUT, async () => {
  const [one, two] = await Promise.all([engine.attach(), engine.attach()]);
  const imported = async (client: typeof one) => {
    for await (const event of await client.datasets.import({ source, name: 'twice' })) {
      if (event.type === 'done') return event.dataset;
    }
    throw new Error('no result');
  };
  const results = await Promise.allSettled([imported(one), imported(two)]);
  const ids = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
  for (const result of results)
    if (result.status === 'rejected') expect(result.reason.code).toMatch(/CONFLICT|IN_USE|ALREADY_EXISTS/);
  expect(new Set(ids).size).toBe(1);
  const found = (await one.datasets.list()).filter(({ name }) => name === 'twice');
  expect(found).toMatchObject([{ id: ids[0], versionNumber: 1 }]);
});

test(
  'one window deletes what another has open: that one is told, and what it asks then is refused by name',
  TIMEOUT,
  async () => {
    const [one, two] = await Promise.all([engine.attach(), engine.attach()]);
    const { id } = await one.projects.create({ name: 'Short-lived', template: 'perceptron', dataset: 'colours' });
    const changes = await two.system.changes();
    const told = (async () => {
      for await (const change of changes) if (change.kind === 'project' && change.id === id) return change;
      return null;
    })();
    await sleep(200);
    const { graph, graphVersion } = await two.projects.get({ project: id });
    await one.projects.remove({ project: id });
    expect(await told).toMatchObject({ kind: 'project', id });
    const refused = { code: 'NOT_FOUND', message: expect.stringContaining('project') };
    await expect(two.projects.saveGraph({ project: id, graph, base: graphVersion })).rejects.toMatchObject(refused);
    const start = two.runs.start({ project: id, dataset: null, config: await config(1) });
    await expect(start).rejects.toMatchObject(refused);
  },
);

test(
  'a client that is killed while it imports leaves nothing; killed while it trains, the training goes on',
  TIMEOUT,
  async () => {
    const client = await engine.attach();
    const importing = strata('dataset', 'import', pictures, '--name', 'of a dead client');
    await sleep(700);
    importing.child.kill('SIGKILL');
    await importing.lines;
    const training = strata('train', 'Colours', '--epochs', '40', '--batch', '4');
    let run: string | undefined;
    while (!run) {
      run = (await client.runs.list({ project: null })).find(({ state }) => state === 'running')?.id;
      await sleep(20);
    }
    training.child.kill('SIGKILL');
    expect((await engine.reach(run, 'completed', 'interrupted')).state).toBe('completed');
    expect(await engine.faultsAtRest()).toEqual([]);
  },
);

test(
  'an engine dies with three clients: each attaches to the next one, the command line says how it stands',
  TIMEOUT,
  async () => {
    const [one, two] = await Promise.all([engine.attach(), engine.attach()]);
    const cli = strata('train', 'Colours', '--epochs', '100000', '--batch', '4');
    let run: string | undefined;
    while (!run) {
      run = (await one.runs.list({ project: null })).find(
        ({ state, progress }) => state === 'running' && (progress?.epoch ?? 0) > 2,
      )?.id;
      await sleep(20);
    }
    const watched = (async () => {
      for await (const _ of await two.runs.watch({ run }));
    })();
    await sleep(300);
    const dead = await enginePid();
    await engine.killEngine();
    await expect(watched).rejects.toMatchObject({ details: { reason: 'disconnected' } });
    const next = await Promise.all([engine.attach(), engine.attach()]);
    expect(await enginePid()).not.toBe(dead);
    for (const client of next) expect(await client.runs.get({ run })).toMatchObject({ state: 'interrupted' });
    const error = (await cli.lines).at(-1)?.error;
    expect(error).toMatchObject({
      message: expect.stringMatching(/Strata ended while this run was training\. Resume continues after step \d+/),
      details: { run, state: 'interrupted' },
    });
    await next[0]?.runs.remove({ run });
    expect(await engine.faultsAtRest()).toEqual([]);
  },
);
