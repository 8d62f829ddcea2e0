import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir, hostname, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { updateRun } from '../db/runs.ts';
import { createLog } from '../log.ts';
import { addDataset, type EngineFixture, openEngine } from '../testing/engine-fixture.ts';
import { CrashReports } from './crash-reports.ts';
import { RotatingFile } from './rotating-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-help-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('logs', () => {
  it('rotate, and never take more than their bound', () => {
    const file = new RotatingFile(join(folder, 'a', 'engine.log'), 1000, 2);
    for (let n = 0; n < 100; n += 1) file.write(`${String(n).padStart(98, '0')}\n`);
    file.close();
    expect(readdirSync(join(folder, 'a')).sort()).toEqual(['engine.log', 'engine.log.1', 'engine.log.2']);
    for (const name of readdirSync(join(folder, 'a'))) {
      expect(statSync(join(folder, 'a', name)).size).toBeLessThanOrEqual(1000);
    }
    expect(readFileSync(join(folder, 'a', 'engine.log'), 'utf8')).toContain('99\n');
  });

  it('go on where an earlier engine stopped', () => {
    createLog(folder).info('one');
    createLog(folder).info('two');
    expect(readFileSync(join(folder, 'engine.log'), 'utf8').trim().split('\n')).toHaveLength(2);
  });

  it('that can not be written cost nothing else', () => {
    // A device that is always full: the same answer as a full disk's, on every Linux.
    const file = new RotatingFile('/dev/full', 1000, 1);
    expect(() => file.write('lost\n')).not.toThrow();
    expect(() => file.write('lost\n')).not.toThrow();
  });
});

describe('crash reports', () => {
  it('are kept newest first, and the oldest go', () => {
    const reports = new CrashReports(folder);
    for (let n = 0; n < 25; n += 1)
      reports.add({ process: 'trainer', what: `${n}`, detail: 'x'.repeat(20_000), run: null });
    const listed = reports.list();
    expect(listed.map(({ what }) => what)).toEqual(Array.from({ length: 20 }, (_, n) => `${24 - n}`));
    expect(listed[0]?.detail).toHaveLength(8000);
    writeFileSync(join(folder, 'crash-000025.json'), '{ cut off');
    expect(reports.list()).toHaveLength(19);
    reports.removeAll();
    expect(reports.list()).toEqual([]);
  });
});

describe('the help of an engine', () => {
  let engine: EngineFixture;
  beforeEach(async () => {
    engine = await openEngine(join(folder, 'home-of-eulalia-secretname'));
  });
  afterEach(() => engine.close());

  it('takes errors of a window into log and crash reports, as many as make sense', async () => {
    const error = { kind: 'error' as const, message: 'x is not a function', stack: 'at y (z.js:1)', agent: 'test' };
    const { id } = await engine.client.help.reportError(error);
    for (let n = 0; n < 30; n += 1) await engine.client.help.reportError(error);
    const log = readFileSync(join(engine.context.home.logs, 'engine.log'), 'utf8');
    expect(log).toContain(id);
    expect(log.split('unexpected error in a window')).toHaveLength(11);
    const { reports } = await engine.client.help.crashes();
    expect(reports).toHaveLength(10);
    expect(reports.at(-1)).toMatchObject({ process: 'window', detail: expect.stringContaining(`${id}\nat y`) });
    await engine.client.help.removeCrashes();
    expect((await engine.client.help.crashes()).reports).toEqual([]);
  });

  it('diagnostics carry nothing that a person named, and no path', async () => {
    const planted = [
      'Eulalia',
      'secretname',
      'Klassified',
      'Projektgeheim',
      'Datasetgeheim',
      'geheim.jpg',
      'layergeheim',
    ];
    const { client, context } = engine;
    const dataset = addDataset(context, 'Datasetgeheim', ['Klassified-A', 'Klassified-B']);
    const project = await client.projects.create({ name: 'Projektgeheim', template: 'cnn', dataset });
    const run = await client.runs.start({ project: project.id, dataset: null, config: project.config });
    await client.runs.stop({ run: run.id }).catch(() => {});
    const message = '/home/Eulalia/Klassified/geheim.jpg: layergeheim of Projektgeheim in Datasetgeheim';
    context.db.write((tx) =>
      updateRun(tx, run.id, { error: { code: 'DISK_FULL', message, details: { path: message, layergeheim: 1 } } }),
    );
    const err = Object.assign(new Error(message), { code: 'ENOENT', path: message });
    context.log.error({ id: 'err_0123456789', path: 'datasets.import', err }, message);
    context.log.error({ id: message, path: message, err: { type: message, code: message } }, message);
    context.crashes.add({ process: 'trainer', what: message, detail: message, run: run.id });
    await context.notices.add({
      id: 'notice_0',
      kind: 'database-restored',
      title: message,
      text: message,
      missing: [message],
      folder: message,
      at: '2026-01-01T00:00:00.000Z',
    });
    const { text } = await client.help.diagnostics();
    for (const word of planted) expect(text.toLowerCase()).not.toContain(word.toLowerCase());
    for (const place of [folder, homedir(), tmpdir(), hostname()]) expect(text).not.toContain(place);
    if (userInfo().username.length > 4) expect(text).not.toContain(userInfo().username);
    expect(text).not.toMatch(/\/\w+\/\w/);
    // And yet it says what helps.
    for (const said of [
      'Strata 0',
      'TensorFlow',
      'projects 1',
      'samples 20',
      'DISK_FULL',
      'datasets.import err_0123456789',
      'trainer crash_',
      'database-restored',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('names the places, and gives the licences', async () => {
    const { dataFolder, logs } = await engine.client.help.places();
    expect(logs).toBe(join(dataFolder, 'logs'));
    expect((await engine.client.help.licences()).text).toContain('Third-party notices');
  });
});
