import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import { packVersion } from './datasets/packing/pack-version.ts';
import { newestVersion } from './db/datasets.ts';
import { addDataset, type EngineFixture, openEngine } from './testing/engine-fixture.ts';
import { writePictures } from './testing/picture-folder.ts';
import { type SmallDisk, smallDisk } from './testing/small-disk.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-storage-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const importOf = async (engine: EngineFixture, path: string) => {
  const source = { kind: 'folder' as const, path };
  for await (const event of await engine.client.datasets.import({ source, name: 'colours' })) {
    if (event.type === 'done') return event;
  }
  throw new Error('the import ended without its result');
};

describe('a full disk', () => {
  let disk: SmallDisk;
  let engine: EngineFixture;
  beforeEach(async () => {
    disk = smallDisk(8);
    engine = await openEngine(join(disk.folder, 'home'));
  });
  afterEach(async () => {
    await engine.close();
    disk.close();
  });

  it('at an import: nothing is half there, and with room it succeeds', async () => {
    await writePictures(folder, 10);
    disk.fill();
    await expect(importOf(engine, folder)).rejects.toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringMatching(/is full; .* are free.*Nothing was imported/),
      details: { freeBytes: expect.any(Number), path: expect.stringContaining(disk.folder) },
    });
    expect(await engine.client.datasets.list()).toEqual([]);
    expect(readdirSync(engine.context.home.thumbnails)).toEqual([]);
    disk.free();
    expect(await importOf(engine, folder)).toMatchObject({ samples: 20 });
  });

  it('is noticed before an import begins to decode', async () => {
    await writePictures(folder, 10);
    disk.fill(60_000);
    await expect(importOf(engine, folder)).rejects.toMatchObject({
      code: 'DISK_FULL',
      details: { neededBytes: 100_000 },
    });
  });

  it('while packing: said before, and said in the middle', async () => {
    await writePictures(folder, 10);
    const { dataset } = await importOf(engine, folder);
    const { id } = newestVersion(engine.context.db.read, dataset).version;
    const pack = (size: number, onProgress = () => {}) =>
      packVersion(engine.context, id, { shape: [size, size, 3], resize: 'stretch' }, onProgress);
    await expect(pack(1024)).rejects.toMatchObject({
      code: 'DISK_FULL',
      details: { neededBytes: 20 * (1024 * 1024 * 3 + 4) },
    });
    // Room when it begins, none when it writes.
    await expect(pack(256, () => disk.fill())).rejects.toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringContaining('could not be prepared'),
    });
    expect(readdirSync(engine.context.home.packed)).toEqual([]);
    disk.free();
    expect((await pack(256)).count).toBe(20);
  });

  it('in the database: an edit is refused whole, and kept when it is sent again', async () => {
    const { id, graphVersion } = await engine.client.projects.create({ name: 'P', template: null, dataset: null });
    const graph = parseTextGraph(`input[8,8,3] > flatten > ${'dense(9) > '.repeat(200)}dense(2) > output`);
    const save = () => engine.client.projects.saveGraph({ project: id, graph, base: graphVersion });
    disk.fill();
    await expect(save()).rejects.toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringContaining('Nothing of the last change'),
    });
    expect((await engine.client.projects.get({ project: id })).graphVersion).toBe(graphVersion);
    // The log is on the same disk.
    expect(() => engine.context.log.info('x'.repeat(100_000))).not.toThrow();
    disk.free();
    await save();
    expect((await engine.client.projects.get({ project: id })).graph.nodes).toHaveLength(graph.nodes.length);
  });

  it('at dropped files and at a saved project', async () => {
    const { upload } = await engine.client.datasets.uploadBegin();
    await engine.client.projects.create({ name: 'P', template: 'cnn', dataset: null });
    disk.fill();
    const data = new Blob([new Uint8Array(100_000)]);
    await expect(engine.client.datasets.uploadFile({ upload, path: 'a/1.jpg', data })).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    const path = join(disk.folder, 'p.strata');
    await expect(engine.client.projects.exportFile({ project: 'P', path })).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
    expect(existsSync(path)).toBe(false);
  });

  it('is said before a run starts whose checkpoints do not fit', async () => {
    const dataset = addDataset(engine.context, 'colours');
    const { id, graphVersion, config } = await engine.client.projects.create({ name: 'P', template: null, dataset });
    const graph = parseTextGraph('input[32,32,3] > flatten > dense(1000) > dense(2) > output');
    await engine.client.projects.saveGraph({ project: id, graph, base: graphVersion });
    await expect(engine.client.runs.start({ project: id, dataset: null, config })).rejects.toMatchObject({
      code: 'DISK_FULL',
      message: expect.stringMatching(/are needed\. Nothing was started\. Free some space/),
    });
    expect(await engine.client.runs.list({ project: null })).toEqual([]);
  });
});

describe('a read-only disk', () => {
  it('with pictures is imported from like any other', async () => {
    const disk = smallDisk(2);
    await writePictures(disk.folder, 5);
    disk.makeReadOnly();
    const engine = await openEngine(join(folder, 'home'));
    try {
      expect(await importOf(engine, disk.folder)).toMatchObject({ samples: 10 });
      const target = engine.client.projects.exportFile({
        project: (await engine.client.projects.create({ name: 'P', template: 'cnn', dataset: null })).id,
        path: join(disk.folder, 'p.strata'),
      });
      await expect(target).rejects.toMatchObject({
        code: 'FILE_UNREADABLE',
        message: expect.stringContaining('read-only'),
      });
    } finally {
      await engine.close();
      disk.close();
    }
  });
});

/** What the command line says about a data folder; without root's rights, who may write everywhere. */
async function doctorOf(
  home: string,
  asNobody = false,
): Promise<{ code: number | null; said: { error?: { code: string; message: string } } }> {
  const nobody = asNobody && process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const entry = join(import.meta.dirname, '..', 'cli', 'entry.ts');
  const child = spawn(process.execPath, [entry, 'doctor', '--home', home, '--json'], {
    ...nobody,
    env: { ...process.env, HOME: '/', XDG_RUNTIME_DIR: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 60_000,
  });
  let text = '';
  child.stdout?.on('data', (piece: Buffer) => {
    text += piece.toString();
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, said: JSON.parse(text || '{}') };
}

describe('a data folder', { timeout: 90_000 }, () => {
  it('on a read-only disk is refused in words', async () => {
    const disk = smallDisk(2);
    disk.makeReadOnly();
    const { code, said } = await doctorOf(join(disk.folder, 'home'));
    disk.close();
    expect(code).toBe(1);
    expect(said.error).toMatchObject({ code: 'FILE_UNREADABLE', message: expect.stringMatching(/EROFS.*--home/) });
  });

  it('that this user may not write is refused in words', async () => {
    const home = join(folder, 'home');
    mkdirSync(home);
    chmodSync(folder, 0o755);
    chmodSync(home, 0o555);
    const { code, said } = await doctorOf(home, true);
    expect(code).toBe(1);
    expect(said.error).toMatchObject({ code: 'FILE_UNREADABLE', message: expect.stringMatching(/EACCES.*--home/) });
  });

  it('under /proc is refused, and at once', async () => {
    const { code, said } = await doctorOf('/proc/strata/home');
    expect(code).toBe(1);
    expect(said.error).toMatchObject({ code: 'FILE_UNREADABLE', message: expect.stringContaining('--home') });
  });

  it('with spaces, letters of any script and a path too long for a socket works', async () => {
    const home = join(folder, 'Daten & Größen 数据 '.repeat(4).trim(), 'x'.repeat(120));
    const { code, said } = await doctorOf(home);
    expect(said.error).toBeUndefined();
    expect(code).toBe(0);
  });
});
