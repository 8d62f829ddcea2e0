/** A thread that fills batches; see `ReaderThread`, which starts it. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '#shared/util/app-error.ts';
import type { FillOrder, FillReport } from './reader-thread.ts';
import { fillRows, type RowSource } from './row-source.ts';

const sources = workerData as readonly RowSource[];
const report = (message: FillReport): void => parentPort?.postMessage(message);

parentPort?.on('message', ({ order, rows, buffers }: FillOrder) => {
  try {
    for (const [index, source] of sources.entries()) {
      const buffer = buffers[index];
      if (buffer) fillRows(source, rows, new Uint8Array(buffer));
    }
    report({ order, error: null });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    const told =
      error instanceof AppError ? error : new AppError('FILE_UNREADABLE', `The data can't be read: ${cause}.`);
    report({ order, error: told.toData() });
  }
});
report({ order: null, error: null });
