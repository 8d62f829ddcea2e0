import type { PackedReader, RawBatch } from './packed-reader.ts';
import type { ReaderThread } from './reader-thread.ts';

/** For fewer batches a thread takes longer to start than it saves. */
const WORTH_A_THREAD = 8;

/**
 * Reads the next batches while one is being worked on, in a thread where one can be had. A batch is whole until the next
 * one is asked for: its memory is used again.
 */
export async function* readAhead(reader: PackedReader, batches: readonly number[][]): AsyncGenerator<RawBatch> {
  const thread = batches.length < WORTH_A_THREAD ? null : await reader.takeThread();
  if (!thread) {
    yield* readInProcess(reader, batches);
    return;
  }
  try {
    yield* readByThread(reader, thread, batches);
  } finally {
    reader.giveThread();
  }
}

async function* readByThread(
  reader: PackedReader,
  thread: ReaderThread,
  batches: readonly number[][],
): AsyncGenerator<RawBatch> {
  const slots = thread.slots(batches.reduce((most, { length }) => Math.max(most, length), 0));
  const filling: Promise<RawBatch>[] = [];
  const ask = (index: number): void => {
    const [slot, rows] = [slots[index % slots.length], batches[index]];
    if (!slot || !rows) return;
    const filled = thread.fill(slot, rows).then(() => reader.batchIn(slot, rows.length));
    // Failing before it is its turn is nobody's fault yet.
    filled.catch(() => undefined);
    filling.push(filled);
  };
  try {
    for (const [index] of slots.entries()) ask(index);
    for (const [index] of batches.entries()) {
      const next = filling.shift();
      if (next) yield await next;
      ask(index + slots.length);
    }
  } finally {
    // Whoever stops early must not leave the thread writing into memory that the next reading uses.
    await Promise.allSettled(filling);
  }
}

/** Reading happens in Node's own threads, so it goes on while TensorFlow blocks this one. */
export async function* readInProcess(reader: PackedReader, batches: readonly number[][]): AsyncGenerator<RawBatch> {
  const [first, ...others] = batches;
  if (!first) return;
  let next = reader.read(first);
  try {
    for (const rows of others) {
      const batch = await next;
      next = reader.read(rows);
      yield batch;
    }
    yield await next;
  } finally {
    // Whoever stops early must not leave a read behind that fails when the file is closed.
    await next.catch(() => undefined);
  }
}
