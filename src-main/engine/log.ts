import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { RotatingFile } from './help/rotating-file.ts';

export type { Logger } from 'pino';

/** `engine.log` and two older ones. */
const MAX_BYTES = 5 * 1024 * 1024;
const KEPT = 2;

/** Writes to `logs/engine.log`, one JSON object a line; never more than 15 MB together. */
export function createLog(folder: string): Logger {
  return pino({ base: { pid: process.pid } }, new RotatingFile(join(folder, 'engine.log'), MAX_BYTES, KEPT));
}
