import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Of folders that hold what people work on: nobody else's business on a shared machine. */
export const PRIVATE = 0o700;

/**
 * Makes a folder and those above it, one level after the other. Node's own way never comes back from places that deny a
 * folder as if the one above were missing, as /proc does, and calls a read-only disk "not found".
 */
export function makeFolder(folder: string, mode = 0o777): void {
  if (existsSync(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) makeFolder(parent, mode);
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    // Another process may have made it meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
