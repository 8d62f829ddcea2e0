import { existsSync, readdirSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CHECKPOINT_FILE, checkpointFile } from '#shared/training/checkpoint.ts';
import { checkpointFolder, homePaths } from '../home.ts';
import type { RealEngine } from './real-engine.ts';

const FIRST_MS = 60_000;
/** A checkpoint is three files and a rename; the kill comes at one of what the system tells of these. */
const HAPPENINGS = 9;

/**
 * Waits for a checkpoint of a run to be written and kills its trainer while that happens. False where the run came to
 * rest first.
 */
export async function killWhileSaving(
  engine: RealEngine,
  run: string,
  random: { below(limit: number): number },
): Promise<boolean> {
  const folder = join(checkpointFolder(homePaths(engine.home), run), 'last');
  const until = Date.now() + FIRST_MS;
  while (!existsSync(join(folder, CHECKPOINT_FILE))) {
    if (Date.now() > until) throw new Error(`no checkpoint of ${run} within ${FIRST_MS / 1000} s`);
    await sleep(5);
  }
  // Found before: looking for them takes longer than writing does.
  const trainers = engine.family.of('trainer');
  if (trainers.length === 0) return false;
  let left = 1 + random.below(HAPPENINGS);
  return new Promise((resolve) => {
    const end = (killed: boolean) => {
      clearTimeout(timer);
      watcher.close();
      resolve(killed);
    };
    const watcher = watch(folder, () => {
      left -= 1;
      if (left > 0) return;
      engine.family.kill(trainers);
      end(true);
    });
    const timer = setTimeout(() => end(false), FIRST_MS);
  });
}

/** Files of a checkpoint that does not count: its writer was killed before it was whole. */
export function halfWritten(engine: RealEngine, run: string): string[] {
  const runFolder = checkpointFolder(homePaths(engine.home), run);
  return ['best', 'last'].flatMap((kind) => {
    const folder = join(runFolder, kind);
    if (!existsSync(folder)) return [];
    const state = join(folder, CHECKPOINT_FILE);
    const counts = existsSync(state) ? checkpointFile.parse(JSON.parse(readFileSync(state, 'utf8'))) : null;
    const kept = counts ? [CHECKPOINT_FILE, counts.weights, counts.optimizer] : [];
    return readdirSync(folder).filter((name) => !kept.includes(name));
  });
}
