import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withModelFiles } from '#main/transport/model-files-process.ts';
import { AppError } from '#shared/util/app-error.ts';
import { recordAttack } from '../../../tools/vitest/attacks.ts';

const golden = join(import.meta.dirname, 'golden');
const BOUNDS = { bytes: 700 * 2 ** 20, milliseconds: 60_000 };

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-hostile-model-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What becomes of each file, all of them in one process as the engine would start it. */
function outcomes(paths: readonly string[]): Promise<string[]> {
  return withModelFiles(paths[0] ?? '', BOUNDS, async (client) => {
    const results: string[] = [];
    for (const [index, path] of paths.entries()) {
      const checkpoint = join(folder, `checkpoint-${index}`);
      const result = await client.read({ path, checkpoint, scratch: folder }).then(
        ({ checkpointBytes }) => `read ${checkpointBytes === null ? 'without' : 'with'} weights`,
        (error: unknown) => (error instanceof AppError ? error.code : `unforeseen: ${error}`),
      );
      results.push(result);
    }
    return results;
  });
}

interface ZipEntry {
  readonly name: string;
  readonly data: Buffer;
  /** What the archive says that it will be. */
  readonly size?: number;
  readonly isPacked?: boolean;
}

/** An archive as a liar would write it. */
function zip(entries: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, size = data.length, isPacked = false } of entries) {
    const stored = isPacked ? deflateRawSync(data) : data;
    const title = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(isPacked ? 8 : 0, 4);
    fields.writeUInt32LE(stored.length, 14);
    fields.writeUInt32LE(size, 18);
    fields.writeUInt16LE(title.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, title, stored]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, place, title]));
    bodies.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(list.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...bodies, list, Buffer.from('PK\x05\x06'), end]);
}

const dense = (units: number, inputs: number) => ({
  class_name: 'Sequential',
  config: {
    build_input_shape: [null, inputs],
    layers: [{ module: 'keras.layers', class_name: 'Dense', config: { name: 'd', units } }],
  },
});
const text = (value: unknown) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
const config = (value: unknown): ZipEntry => ({ name: 'config.json', data: text(value) });

const archives: Readonly<Record<string, () => Buffer>> = {
  'no archive': () => Buffer.from('PK\x03\x04 nothing of the kind'),
  empty: () => Buffer.alloc(0),
  'a slip': () => zip([{ name: '../../config.json', data: text('{}') }, config(dense(2, 2))]),
  'an absolute name': () => zip([{ name: '/etc/config.json', data: text('{}') }]),
  'two of a name': () => zip([config(dense(2, 2)), config(dense(3, 3))]),
  'a bomb of text': () => zip([{ name: 'config.json', data: Buffer.alloc(2 ** 27), isPacked: true }]),
  'a bomb of weights': () =>
    zip([config(dense(2, 2)), { name: 'model.weights.h5', data: Buffer.alloc(2 ** 26), isPacked: true }]),
  'a size that is not true': () =>
    zip([config(dense(2, 2)), { name: 'model.weights.h5', data: text('abc'), size: 3_000_000_000, isPacked: true }]),
  'endless nesting': () => zip([config(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)]),
  'more weights than the universe': () =>
    zip([config(dense(1_000_000, 1_000_000)), { name: 'model.weights.h5', data: weights() }]),
  'units that are no number': () => zip([config(dense(Number.NaN, 4))]),
  'a negative shape': () => zip([config(dense(3, -4))]),
  'weights of another model': () => zip([config(dense(2, 2)), { name: 'model.weights.h5', data: weights() }]),
  'weights that are none': () => zip([config(dense(2, 2)), { name: 'model.weights.h5', data: text('no HDF5') }]),
  'no weights': () => zip([config(dense(2, 2))]),
};

/** A sound HDF5 file: an `.h5` is one as a whole. */
const weights = () => readFileSync(join(golden, 'shared.h5'));

describe('hostile model files', () => {
  test('archives are refused in words, or opened without their weights', { timeout: 120_000 }, async ({ task }) => {
    const paths = Object.entries(archives).map(([name, make]) => {
      const path = join(folder, `${name}.keras`);
      writeFileSync(path, make());
      return path;
    });
    const results = await outcomes(paths);
    const answers = Object.fromEntries(Object.keys(archives).map((name, index) => [name, results[index]]));
    const odd = Object.entries(answers).filter(
      ([, answer]) => !/^(FILE_FORMAT|read without weights)$/.test(String(answer)),
    );
    expect(odd).toEqual([]);
    recordAttack({ task }, 'hostile .keras archives', paths.length);
  });

  test('manifests of TF.js lead nowhere and lie in vain', { timeout: 120_000 }, async ({ task }) => {
    const good = JSON.parse(readFileSync(join(golden, 'tfjs', 'model.json'), 'utf8'));
    const secret = join(folder, 'secret.bin');
    writeFileSync(secret, Buffer.alloc(4096, 7));
    const [group] = good.weightsManifest;
    const lies: Readonly<Record<string, unknown>> = {
      'a path up': [{ ...group, paths: ['../secret.bin'] }],
      'an absolute path': [{ ...group, paths: [secret] }],
      'a link': [{ ...group, paths: ['link.bin'] }],
      'a folder': [{ ...group, paths: ['.'] }],
      'a device': [{ ...group, paths: ['/dev/zero'] }],
      'a missing file': [{ ...group, paths: ['nothing.bin'] }],
      'too few bytes': [{ ...group, weights: [...group.weights, { name: 'x', shape: [1e9], dtype: 'float32' }] }],
      'a shape without end': [{ ...group, weights: [{ name: 'conv/kernel', shape: [1e15, 1e15], dtype: 'float32' }] }],
      'a negative shape': [{ ...group, weights: [{ name: 'conv/kernel', shape: [-3], dtype: 'float32' }] }],
      'another type': [{ ...group, weights: [{ name: 'conv/kernel', shape: [3], dtype: 'string' }] }],
      'no weights': [],
    };
    const paths = Object.entries(lies).map(([name, weightsManifest]) => {
      const own = join(folder, name);
      mkdirSync(own);
      cpSync(join(golden, 'tfjs', 'weights.bin'), join(own, 'weights.bin'));
      symlinkSync(secret, join(own, 'link.bin'));
      writeFileSync(join(own, 'model.json'), JSON.stringify({ ...good, weightsManifest }));
      return join(own, 'model.json');
    });
    expect(await outcomes(paths)).toEqual(paths.map(() => 'FILE_FORMAT'));
    recordAttack({ task }, 'lying manifests of TF.js', paths.length);
  });

  test('a file that grows while it is read, and one that is cut short, are refused', { timeout: 120_000 }, async () => {
    const cut = join(folder, 'cut.h5');
    const bytes = readFileSync(join(golden, 'pictures.h5'));
    writeFileSync(cut, bytes.subarray(0, bytes.length / 2));
    const long = join(folder, 'long.keras');
    cpSync(join(golden, 'pictures.keras'), long);
    appendFileSync(long, Buffer.alloc(100));
    const [first, second] = await outcomes([cut, long]);
    expect(first).toBe('FILE_FORMAT');
    expect(second).toMatch(/^(FILE_FORMAT|read with weights)$/);
  });

  test('what takes too much memory or time is ended, and only that', { timeout: 120_000 }, async () => {
    const path = join(golden, 'pictures.keras');
    const read = (bounds: typeof BOUNDS) =>
      withModelFiles(path, bounds, (client) => client.read({ path, checkpoint: null, scratch: folder }));
    await expect(read({ ...BOUNDS, bytes: 2 ** 20 })).rejects.toMatchObject({ code: 'FILE_FORMAT' });
    await expect(read({ ...BOUNDS, milliseconds: 1 })).rejects.toMatchObject({ code: 'FILE_FORMAT' });
    expect((await read(BOUNDS)).name).toBe('small');
  });

  test('bytes changed anywhere in a real file: refused or read, no crash', { timeout: 300_000 }, async ({ task }) => {
    const sources = ['pictures.keras', 'shared.h5', 'keras2.h5', 'nested.keras', 'nested.h5'].map((name) => ({
      name,
      bytes: readFileSync(join(golden, name)),
    }));
    const change = fc.record({
      source: fc.nat(sources.length - 1),
      at: fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1, maxLength: 6 }),
      by: fc.integer({ min: 1, max: 255 }),
    });
    const count = process.env.STRATA_FUZZ === 'all' ? 5000 : 200;
    const paths = fc
      .sample(change, { numRuns: count, seed: Number(process.env.STRATA_SEED ?? 7) })
      .map((each, index) => {
        const { name, bytes } = sources[each.source] as (typeof sources)[number];
        const changed = Buffer.from(bytes);
        for (const at of each.at) {
          const place = Math.floor(at * changed.length);
          changed[place] = (changed[place] ?? 0) ^ each.by;
        }
        const path = join(folder, `${index}-${name}`);
        writeFileSync(path, changed);
        return path;
      });
    const results = await outcomes(paths);
    const odd = results.flatMap((result, index) =>
      /^(FILE_FORMAT|NOT_SUPPORTED|read with weights|read without weights)$/.test(result)
        ? []
        : [[paths[index], result]],
    );
    expect(odd).toEqual([]);
    expect(new Set(results).size).toBeGreaterThan(1);
    recordAttack({ task }, 'model files with changed bytes', paths.length);
  });
});
