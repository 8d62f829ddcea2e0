import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seededRandom } from '#shared/data/seeded-random.ts';
import { listBackups } from '../backup.ts';
import { type Database, openDatabase } from '../database.ts';
import { migrations } from '../migrations/list.ts';
import { dataset, graphVersion, project } from '../schema.ts';

let folder = '';
let options = { file: '', backups: '', now: () => new Date() };
let day = 1;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-recovery-'));
  day = 1;
  options = {
    file: join(folder, 'strata.sqlite'),
    backups: join(folder, 'backups'),
    now: () => new Date(Date.UTC(2026, 0, day, 12)),
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const graph = { nodes: [], edges: [], note: 'x'.repeat(2000) } as never;
function addProject(db: Database, name: string): void {
  const at = '2026-01-01T00:00:00.000Z';
  const row = {
    id: `p_${name}`,
    name,
    datasetId: null,
    config: {} as never,
    graphVersion: 1,
    createdAt: at,
    updatedAt: at,
  };
  db.write((tx) => {
    tx.insert(project).values(row).run();
    tx.insert(graphVersion).values({ projectId: row.id, version: 1, graph, savedAt: at }).run();
  });
}
const names = (db: Database): string[] =>
  db.read
    .select({ name: project.name })
    .from(project)
    .all()
    .map(({ name }) => name)
    .sort();

const oldOnes = Array.from({ length: 30 }, (_, n) => `old-${String(n).padStart(2, '0')}`);
const newOnes = Array.from({ length: 30 }, (_, n) => `new-${String(n).padStart(2, '0')}`);

/** Old projects are in the backup, new ones in the database alone. */
async function grown(): Promise<void> {
  const first = await openDatabase(options);
  for (const name of oldOnes) addProject(first, name);
  first.close();
  day = 2;
  const second = await openDatabase(options);
  for (const name of newOnes) addProject(second, name);
  second.close();
  expect(listBackups(options.backups)).toHaveLength(1);
}

function overwrite(seed: number, places: number, from = 0): void {
  const random = seededRandom(seed);
  const bytes = readFileSync(options.file);
  for (let place = 0; place < places; place += 1) {
    const at = from + random.below(bytes.length - from - 16);
    for (let i = 0; i < 16; i += 1) bytes[at + i] = random.below(256);
  }
  writeFileSync(options.file, bytes);
}

/** The damaged file is kept byte for byte. */
function expectKept(keptIn: string | null | undefined, before: Buffer): void {
  expect(readFileSync(join(keptIn ?? '', 'strata.sqlite')).equals(before)).toBe(true);
}

describe('a damaged database', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('with bytes overwritten at many places (seed %i) comes back', async (seed) => {
    await grown();
    overwrite(seed, 40);
    const damaged = readFileSync(options.file);
    const db = await openDatabase(options);
    expect(db.recovery).toMatchObject({ damage: 'damaged', backupOf: '2026-01-02T12:00:00.000Z' });
    expect(names(db)).toEqual(expect.arrayContaining(oldOnes));
    expect(db.read.select().from(graphVersion).all().length).toBeGreaterThanOrEqual(oldOnes.length);
    expectKept(db.recovery?.keptIn, damaged);
    addProject(db, 'after');
    db.close();
    const again = await openDatabase(options);
    expect(again.recovery).toBeNull();
    expect(names(again)).toContain('after');
    again.close();
  });

  it('gives back what is newer than the backup where its pages can be read', async () => {
    await grown();
    // The last page alone: everything before it can be read.
    const { size } = statSync(options.file);
    overwrite(3, 20, size - 4096);
    const db = await openDatabase(options);
    const saved = names(db).filter((name) => name.startsWith('new-'));
    expect(saved.length).toBeGreaterThan(10);
    expect(db.recovery?.salvage.rows.project).toBe(saved.length);
    db.close();
  });

  it('that was cut short comes back', async () => {
    await grown();
    const { size } = statSync(options.file);
    for (const bytes of [size - 5000, Math.floor(size / 2), 5000, 600, 100, 1]) {
      const copy = `${options.file}.whole`;
      cpSync(options.file, copy);
      truncateSync(options.file, bytes);
      const db = await openDatabase(options);
      expect(db.recovery?.damage).toBe(bytes < 512 ? 'empty' : 'damaged');
      expect(names(db)).toEqual(expect.arrayContaining(oldOnes));
      db.close();
      cpSync(copy, options.file);
      rmSync(copy);
    }
    expect(readdirSync(join(folder, 'rescued'))).toHaveLength(6);
  });

  it.each<[string, () => void]>([
    ['empty', () => truncateSync(options.file, 0)],
    ['gone', () => rmSync(options.file)],
    [
      'not-a-file',
      () => {
        rmSync(options.file);
        mkdirSync(options.file);
      },
    ],
  ])('that is %s comes back from the backup', async (damage, harm) => {
    await grown();
    harm();
    const db = await openDatabase(options);
    expect(db.recovery).toMatchObject({ damage, backupOf: '2026-01-02T12:00:00.000Z' });
    expect(names(db)).toEqual(oldOnes);
    db.close();
  });

  it('comes back from an older backup when the newest is damaged as well', async () => {
    await grown();
    day = 3;
    (await openDatabase(options)).close();
    const newest = join(options.backups, listBackups(options.backups)[0] ?? '');
    const bytes = readFileSync(newest);
    bytes.fill(0xaa, 5000, 30_000);
    writeFileSync(newest, bytes);
    truncateSync(options.file, 10);
    const db = await openDatabase(options);
    expect(db.recovery?.backupOf).toBe('2026-01-02T12:00:00.000Z');
    expect(names(db)).toEqual(oldOnes);
    db.close();
  });

  it('without any backup gives what can be read', async () => {
    const first = await openDatabase(options);
    for (const name of oldOnes) addProject(first, name);
    first.close();
    const { size } = statSync(options.file);
    overwrite(5, 10, size - 8192);
    const db = await openDatabase(options);
    expect(db.recovery).toMatchObject({ damage: 'damaged', backupOf: null });
    expect(names(db).length).toBeGreaterThan(10);
    db.close();
  });

  it('text in a row that no longer is JSON counts as damage, though SQLite sees none', async () => {
    await grown();
    const raw = new BetterSqlite3(options.file);
    raw.prepare("UPDATE graph_version SET graph = '{\"nod' WHERE project_id = 'p_new-07'").run();
    raw.close();
    const db = await openDatabase(options);
    expect(db.recovery?.damage).toBe('damaged');
    expect(db.recovery?.salvage.lost).toEqual(['new-07']);
    expect(names(db)).toHaveLength(59);
    db.close();
  });
});

it('a database of a newer form is refused, not restored, also when its engine was killed', async () => {
  await grown();
  const raw = new BetterSqlite3(options.file);
  raw.pragma('user_version = 9990');
  raw.close();
  const before = readFileSync(options.file);
  await expect(openDatabase(options)).rejects.toMatchObject({
    code: 'NEWER_VERSION',
    message: expect.stringMatching(/form 9990; .*update Strata/),
    details: { found: 9990, expected: migrations.at(-1)?.number },
  });
  expect(readFileSync(options.file).equals(before)).toBe(true);
  expect(existsSync(join(folder, 'rescued'))).toBe(false);
});

describe('the journal of an engine that was killed', () => {
  /** A copy of the files as they are while the database is open. */
  async function killed(): Promise<void> {
    const live = { ...options, file: join(folder, 'live.sqlite') };
    const db = await openDatabase(live);
    addProject(db, 'kept');
    db.write((tx) =>
      tx
        .insert(dataset)
        .values({ id: 'd', name: 'd', kind: 'images', source: {} as never, createdAt: '' })
        .run(),
    );
    for (const end of ['', '-wal', '-shm', '.in-use']) cpSync(live.file + end, options.file + end);
    db.close();
  }

  it('is read, and nobody is told of a loss', async () => {
    await killed();
    const db = await openDatabase(options);
    expect(names(db)).toEqual(['kept']);
    expect(db.recovery).toBeNull();
    expect(db.wasLeftOpen).toBe(true);
    db.close();
  });

  it('is read without its index', async () => {
    await killed();
    rmSync(`${options.file}-shm`);
    const db = await openDatabase(options);
    expect(names(db)).toEqual(['kept']);
    expect(db.recovery).toBeNull();
    db.close();
  });

  it('taken away, is told as a loss', async () => {
    (await openDatabase(options)).close();
    await killed();
    rmSync(`${options.file}-wal`);
    const db = await openDatabase(options);
    expect(db.recovery?.damage).toMatch(/changes-lost|damaged/);
    db.close();
    expect((await openDatabase(options)).recovery).toBeNull();
  });
});

it('a restore that was cut off between its two renames is finished', async () => {
  await grown();
  cpSync(options.file, `${options.file}.restored`);
  rmSync(options.file);
  writeFileSync(`${options.file}-wal`, 'of the damaged one');
  const db = await openDatabase(options);
  expect(names(db)).toEqual([...newOnes, ...oldOnes]);
  db.close();
});

it('damage that shows while working is told, and mended at the next start', async () => {
  await grown();
  const db = await openDatabase(options);
  const bytes = readFileSync(options.file);
  bytes.fill(0x5a, 4096);
  writeFileSync(options.file, bytes);
  let thrown: unknown;
  try {
    db.read.select().from(project).all();
    db.write((tx) => tx.delete(graphVersion).run());
  } catch (error) {
    thrown = error;
  }
  expect(db.explain(thrown) ?? thrown).toMatchObject({
    code: 'FILE_FORMAT',
    message: expect.stringContaining('start it again'),
  });
  await expect(
    db
      .backUpIfDue()
      .then(() => (day = 9))
      .then(() => db.backUpIfDue()),
  ).rejects.toMatchObject({ code: 'FILE_FORMAT' });
  db.close();
  const again = await openDatabase(options);
  expect(again.recovery?.damage).toBe('damaged');
  expect(names(again)).toEqual(expect.arrayContaining(oldOnes));
  again.close();
});
