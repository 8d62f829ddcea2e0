import { mkdtemp, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PackedData } from '#shared/contract/trainer.ts';
import { writePictures } from '../testing/packed.ts';
import { shuffledBatches } from './epoch-plan.ts';
import { PackedReader, type RawBatch } from './packed-reader.ts';
import { readAhead } from './read-ahead.ts';
import { ReaderThread } from './reader-thread.ts';

let folder: string;
let data: PackedData;
let reader: PackedReader;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'strata-reader-'));
  data = await writePictures(folder, 90);
  reader = await PackedReader.open(data);
});
afterEach(async () => {
  await reader.close();
  await rm(folder, { recursive: true, force: true });
});

const rows = Array.from({ length: 90 }, (_, row) => row);
const copied = ({ count, inputs, targets }: RawBatch) => ({
  count,
  values: [...inputs, ...targets].map((values) => [...values]),
});

test('a thread gives the batches that reading one by one gives, epoch after epoch, in memory that it keeps', async () => {
  const memory = new Set<unknown>();
  for (let epoch = 0; epoch < 3; epoch++) {
    const batches = shuffledBatches(rows, 8, 7, epoch);
    const found = [];
    for await (const batch of readAhead(reader, batches)) {
      memory.add(batch.inputs[0]?.buffer);
      found.push(copied(batch));
    }
    const expected = [];
    for (const batch of batches) expected.push(copied(await reader.read(batch)));
    expect(found).toEqual(expected);
    expect(found.at(-1)?.count).toBe(2);
  }
  expect(memory.size).toBe(3);
  for (const buffer of memory) expect(buffer).toBeInstanceOf(SharedArrayBuffer);
});

test('one who stops early leaves nothing behind, and two who read at once get their own', async () => {
  const batches = shuffledBatches(rows, 8, 7, 0);
  for await (const _ of readAhead(reader, batches)) break;
  const [first, second] = [readAhead(reader, batches), readAhead(reader, batches)];
  for (const batch of batches) {
    const expected = copied(await reader.read(batch));
    for (const reading of [first, second]) {
      const { value } = await reading.next();
      expect(value && copied(value)).toEqual(expected);
    }
  }
  expect((await first.next()).done && (await second.next()).done).toBe(true);
});

test('a file that is cut off while it is read is an error, and no batch', async () => {
  await truncate(join(folder, 'features.bin'), 64 * 40);
  const all = async () => {
    for await (const _ of readAhead(reader, shuffledBatches(rows, 8, 7, 0)));
  };
  await expect(all()).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  // The thread has survived it.
  const batches = Array.from({ length: 8 }, (_, row) => [row]);
  let count = 0;
  for await (const batch of readAhead(reader, batches)) count += batch.count;
  expect(count).toBe(8);
});

const program = (body: string) =>
  new URL(`data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads'; ${body}`)}`);

test('without a thread there is none, and one that dies says so to everyone who waits', async () => {
  expect(await ReaderThread.start([], new URL('./no-such-program.ts', import.meta.url))).toBeNull();
  expect(await ReaderThread.start([], program('process.exit(1)'))).toBeNull();
  const started = 'parentPort.postMessage({ order: null, error: null });';
  const dying = await ReaderThread.start([], program(`${started} parentPort.on('message', () => process.exit(3));`));
  const waiting = await Promise.allSettled([dying?.fill([], [1]), dying?.fill([], [2])]);
  for (const outcome of waiting) expect(outcome).toMatchObject({ reason: { code: 'TRAINER_FAILED' } });
  await expect(dying?.fill([], [3])).rejects.toMatchObject({ code: 'TRAINER_FAILED' });
  expect(dying?.alive).toBe(false);
  await dying?.close();
});

test('a thread ends with its reader, also in the middle of a batch', async () => {
  const thread = await reader.takeThread();
  const [slot = []] = thread?.slots(90) ?? [];
  const filling = thread?.fill(slot, rows);
  filling?.catch(() => undefined);
  await reader.close();
  expect(thread?.alive).toBe(false);
  reader = await PackedReader.open(data);
});
