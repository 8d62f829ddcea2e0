import { cpSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkpointFolder } from '../home.ts';
import { type EngineFixture, openEngine } from '../testing/engine-fixture.ts';

let engine: EngineFixture;
beforeEach(async () => {
  engine = await openEngine();
});
afterEach(() => engine.close());

/** Closes the engine, does what a disk might, and opens it again on the same folder. */
async function reopened(harm: () => void): Promise<void> {
  await engine.context.close();
  harm();
  engine = await openEngine(engine.folder);
}

it('after a restore the person is told what is missing, until they have read it; nothing that is lost is cleared away', async () => {
  await engine.client.projects.create({ name: 'Old', template: 'perceptron', dataset: null });
  await reopened(() => {});
  await engine.client.projects.create({ name: 'New', template: 'perceptron', dataset: null });
  const { home } = engine.context;
  mkdirSync(join(checkpointFolder(home, 'run_lost'), 'last'), { recursive: true });
  mkdirSync(join(home.uploads, 'upload_lost'));
  writeFileSync(join(home.uploads, 'upload_lost', 'rose.jpg'), 'the only copy');
  await reopened(() => truncateSync(home.database, 0));

  expect((await engine.client.projects.list()).map(({ name }) => name)).toEqual(['Old']);
  const { notices } = await engine.client.help.notices();
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatchObject({ kind: 'database-restored', title: 'The database was restored' });
  expect(notices[0]?.text).toMatch(/was empty.*restored from the backup of \d+ \w+ \d{4}/);
  expect(notices[0]?.missing).toEqual([
    expect.stringMatching(/^Whatever was changed after \d+ \w+ \d{4}/),
    expect.stringContaining('1 training made after the backup'),
    expect.stringContaining('1 import of dropped files'),
  ]);
  const folder = notices[0]?.folder ?? '';
  expect(readdirSync(folder).sort()).toEqual(['runs', 'strata.sqlite', 'uploads']);
  expect(readFileSync(join(folder, 'uploads', 'upload_lost', 'rose.jpg'), 'utf8')).toBe('the only copy');

  await reopened(() => {});
  expect((await engine.client.help.notices()).notices).toHaveLength(1);
  const told: number[] = [];
  for await (const { notices } of await engine.client.help.watchNotices()) {
    told.push(notices.length);
    if (notices.length === 0) break;
    await engine.client.help.dismiss({ notice: notices[0]?.id ?? '' });
  }
  expect(told).toEqual([1, 0]);
  await reopened(() => {});
  expect((await engine.client.help.notices()).notices).toEqual([]);
});

it('what could still be read is named in numbers', async () => {
  await engine.client.projects.create({ name: 'Old', template: 'perceptron', dataset: null });
  await reopened(() => {});
  for (let n = 0; n < 3; n += 1)
    await engine.client.projects.create({ name: `New ${n}`, template: 'perceptron', dataset: null });
  await reopened(() => {
    const bytes = readFileSync(join(engine.folder, 'strata.sqlite'));
    // In the header: a form that no Strata ever had.
    bytes.fill(0x22, 60, 64);
    writeFileSync(join(engine.folder, 'strata.sqlite'), bytes);
  });
  expect(await engine.client.projects.list()).toHaveLength(4);
  const [notice] = (await engine.client.help.notices()).notices;
  expect(notice?.text).toContain('could still be read in the damaged file: 3 projects and 3 saved networks');
});

it('an engine that was killed leaves a crash report, and no notice', async () => {
  const copy = `${engine.folder}-copy`;
  await engine.client.projects.create({ name: 'Kept', template: 'perceptron', dataset: null });
  cpSync(engine.folder, copy, { recursive: true });
  await engine.close();
  engine = await openEngine(copy);
  expect((await engine.client.projects.list()).map(({ name }) => name)).toEqual(['Kept']);
  expect((await engine.client.help.notices()).notices).toEqual([]);
  const { reports } = await engine.client.help.crashes();
  expect(reports).toMatchObject([{ process: 'engine', what: expect.stringContaining('without closing'), run: null }]);
});
