import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CHECKPOINT_FILE, type CheckpointFile, checkpointFile } from '#shared/training/checkpoint.ts';
import type { EngineContext } from '../context.ts';
import { deleteCheckpoint, listCheckpoints } from '../db/checkpoints.ts';
import { insertPoints } from '../db/metrics.ts';
import { checkpointFolder } from '../home.ts';
import { recordCheckpoint } from './record-checkpoint.ts';

const kinds = ['best', 'last'] as const;

/**
 * After a trainer or the engine was killed: what lies on the disk is what there is. A checkpoint that was written but not
 * yet told is noted, with the point of its epoch; half-written files go. Its trainer must be gone.
 */
export async function settleCheckpoints({ home, db }: Pick<EngineContext, 'home' | 'db'>, run: string): Promise<void> {
  for (const kind of kinds) {
    const folder = join(checkpointFolder(home, run), kind);
    const names = await readdir(folder).catch(() => []);
    const file = await readCheckpointFile(folder);
    // A file that can't be understood is left for a person to look at: resuming says what is wrong with it.
    if (file === 'unreadable') continue;
    const kept = file ? [CHECKPOINT_FILE, file.weights, file.optimizer] : [];
    for (const name of names) if (!kept.includes(name)) await rm(join(folder, name), { force: true });
    const noted = listCheckpoints(db.read, run).find((checkpoint) => checkpoint.kind === kind);
    if (!file) {
      if (noted) db.write((tx) => deleteCheckpoint(tx, run, kind));
    } else if (noted?.step !== file.state.step || noted.epoch !== file.state.epoch) {
      const sizes = await Promise.all(kept.map(async (name) => (await stat(join(folder, name))).size));
      const bytes = sizes.reduce((sum, size) => sum + size, 0);
      note(db, run, kind, file, bytes);
    }
  }
}

function note(
  db: EngineContext['db'],
  run: string,
  kind: (typeof kinds)[number],
  { metrics, state }: CheckpointFile,
  bytes: number,
): void {
  const { epoch, step, seconds } = state;
  db.write((tx) => {
    recordCheckpoint(tx, run, { kind, epoch, step, metrics, bytes });
    // Without metrics it was written within an epoch, at a stop.
    if (Object.keys(metrics).length > 0)
      insertPoints(tx, run, [{ scope: 'epoch', step, epoch, seconds, values: metrics }]);
  });
}

async function readCheckpointFile(folder: string): Promise<CheckpointFile | 'unreadable' | null> {
  try {
    return checkpointFile.parse(JSON.parse(await readFile(join(folder, CHECKPOINT_FILE), 'utf8')));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : 'unreadable';
  }
}
