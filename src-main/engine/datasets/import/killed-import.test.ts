import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachEngine } from '#main/transport/attach-engine.ts';
import { readLock } from '#main/transport/engine-lock.ts';
import { engineProgram } from '#main/transport/engine-program.ts';
import { connect } from '#main/transport/rpc.ts';
import type { Contract } from '#shared/contract/contract.ts';
import { plainPicture } from '../testing/odd-pictures.ts';
import { finished } from '../testing/temporary-engine.ts';
import { writeTree } from '../testing/write-tree.ts';

const PICTURES = 1000;
const KILLS = 3;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-killed-'));
});
afterEach(async () => {
  await endEngine('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});
const home = (): string => join(folder, 'home');

async function open() {
  const port = await attachEngine(home(), engineProgram);
  return { engine: connect<Contract>(port), close: () => port.close() };
}

/** Ends the engine of the test's data folder, and waits until it is gone. */
async function endEngine(how: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  const lock = await readLock(home());
  if (lock === null || lock === 'unreadable') return;
  process.kill(lock.pid, how);
  for (let alive = true; alive; ) {
    await setTimeout(10);
    try {
      process.kill(lock.pid, 0);
    } catch {
      alive = false;
    }
  }
}

async function contentOf(version: string) {
  const { engine, close } = await open();
  const filter = { split: null, label: null, search: '' };
  const rows = [];
  for (let offset = 0; offset < PICTURES; offset += 500) {
    rows.push(...(await engine.datasets.samples({ version, filter, offset, limit: 500 })).rows);
  }
  const some = Array.from({ length: 200 }, (_, i) => i * 5);
  const { lengths, data } = await engine.datasets.thumbnails({ version, indices: some });
  const thumbnails = Buffer.from(await data.arrayBuffer()).toString('base64');
  close();
  return { rows, lengths, thumbnails };
}

test('an engine killed at random moments goes on with its import and ends at the same dataset', async () => {
  const files: Record<string, Buffer> = {};
  for (let i = 0; i < PICTURES; i++) files[`${'abcde'[i % 5]}/${i}.png`] = await plainPicture(i).png().toBuffer();
  const path = await writeTree(join(folder, 'pictures'), files);
  const source = { kind: 'folder', path } as const;
  let isSeen = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const { engine } = await open();
    const [left] = await engine.datasets.unfinished();
    // Never less than before: what is on the disk stays.
    expect(left?.done ?? 0).toBeGreaterThanOrEqual(isSeen);
    isSeen = left?.done ?? 0;
    const events = left
      ? await engine.datasets.continueImport({ import: left.id })
      : await engine.datasets.import({ source, name: 'killed' });
    const reading = (async () => {
      for await (const event of events) if (event.type === 'done') throw new Error('too late to kill');
    })().catch(() => {});
    await setTimeout(100 + Math.random() * 300);
    await endEngine('SIGKILL');
    await reading;
  }
  const { engine, close } = await open();
  const [left] = await engine.datasets.unfinished();
  const events = left
    ? await engine.datasets.continueImport({ import: left.id })
    : await engine.datasets.import({ source, name: 'killed' });
  const { done: killed } = await finished(events);
  const { done: whole } = await finished(await engine.datasets.import({ source, name: 'whole' }));
  close();
  expect(killed).toMatchObject({ samples: PICTURES, splits: whole.splits, problems: whole.problems });
  expect(await contentOf(killed.version)).toEqual(await contentOf(whole.version));
}, 120_000);
