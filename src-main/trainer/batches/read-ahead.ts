import type { PackedReader, RawBatch } from './packed-reader.ts';

/**
 * Reads each batch while the one before is being worked on: reading happens in Node's own threads, so it goes on while
 * TensorFlow blocks this one.
 */
export async function* readAhead(reader: PackedReader, batches: readonly number[][]): AsyncGenerator<RawBatch> {
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
