import { renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { destination, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

const MAX_BYTES = 5 * 1024 * 1024;

/** Writes to `logs/engine.log`, one JSON object a line; a large file of the last time is put aside once. */
export function createLog(folder: string): Logger {
  const file = join(folder, 'engine.log');
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > MAX_BYTES) renameSync(file, join(folder, 'engine.previous.log'));
  const stream = destination({ dest: file, mkdir: true, sync: true });
  // A full disk must not make the log's own failure the answer to whoever asked.
  stream.on('error', () => {});
  return pino({ base: { pid: process.pid } }, stream);
}
