import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFull, isDiskFull } from '#main/transport/storage-error.ts';
import { CHECKPOINT_FILE, type CheckpointFile, checkpointFile } from '#shared/training/checkpoint.ts';
import { writeFileAtomically } from '../atomic-file.ts';

/** A run that is being trained may replace its checkpoint while it is copied. */
const TRIES = 5;

/**
 * Copies a checkpoint as the beginning of another training: what was the best so far, and how long nothing got better,
 * is that training's own affair.
 */
export async function copyCheckpoint(from: string, to: string): Promise<CheckpointFile & { bytes: number }> {
  await mkdir(to, { recursive: true });
  for (let attempt = 1; ; attempt++) {
    try {
      return await copyOnce(from, to);
    } catch (error) {
      if (isDiskFull(error)) throw diskFull(to, { cause: error, keep: 'No run was made' });
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === TRIES) throw error;
    }
  }
}

async function copyOnce(from: string, to: string): Promise<CheckpointFile & { bytes: number }> {
  const file = checkpointFile.parse(JSON.parse(await readFile(join(from, CHECKPOINT_FILE), 'utf8')));
  const state = {
    ...file.state,
    best: null,
    earlyStopping: { best: null, wait: 0 },
    plateau: { ...file.state.plateau, best: null, wait: 0, cooldown: 0 },
  };
  const copy = { ...file, state };
  const text = JSON.stringify(copy, null, 2);
  let bytes = Buffer.byteLength(text);
  for (const name of [file.weights, file.optimizer]) {
    await copyFile(join(from, name), join(to, name));
    bytes += (await stat(join(to, name))).size;
  }
  // Last: the checkpoint is what this file names.
  await writeFileAtomically(join(to, CHECKPOINT_FILE), text);
  return { ...copy, bytes };
}
