import { promises as fs } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** `engine.lock` in a data folder: which process owns it, and how to talk with that process. */
const engineLock = z.object({
  pid: z.number().int().positive(),
  address: z.string(),
  token: z.string(),
  startedAt: z.number(),
});
export type EngineLock = z.infer<typeof engineLock>;

export const lockFile = (home: string): string => join(home, 'engine.lock');

/** Null where there is none; `unreadable` where it is damaged, or being written at this moment. */
export async function readLock(home: string): Promise<EngineLock | 'unreadable' | null> {
  let text: string;
  try {
    text = await fs.readFile(lockFile(home), 'utf8');
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'unreadable';
  }
  try {
    return engineLock.parse(JSON.parse(text));
  } catch {
    return 'unreadable';
  }
}

export function isProcessAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
