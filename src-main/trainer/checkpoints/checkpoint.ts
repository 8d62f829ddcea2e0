import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { diskFull, isDiskFull } from '#main/transport/storage-error.ts';
import {
  CHECKPOINT_FILE,
  type CheckpointFile,
  checkpointFile,
  type TrainingState,
} from '#shared/training/checkpoint.ts';
import type { MetricValues } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { syncFolder, writeDurably } from './durable-file.ts';
import { encodeSafetensors, readSafetensors, type StoredTensor } from './safetensors.ts';

export interface Checkpoint {
  readonly weights: ReadonlyMap<string, StoredTensor>;
  readonly optimizer: ReadonlyMap<string, StoredTensor>;
  readonly metrics: MetricValues;
  readonly state: TrainingState;
}

/**
 * Replaces the checkpoint in a folder. A process that is killed at any moment leaves the old one or the new one, whole:
 * the new files get new names, and one rename of `state.json` makes them count.
 */
export async function writeCheckpoint(folder: string, checkpoint: Checkpoint): Promise<number> {
  await mkdir(folder, { recursive: true });
  // Tells two writings of the same step apart (a stop right after a resume), whatever the clock says.
  const version = `${checkpoint.state.step}-${BigInt(`0x${randomBytes(6).toString('hex')}`)}`;
  const file: CheckpointFile = {
    format: 1,
    weights: `weights-${version}.safetensors`,
    optimizer: `optimizer-${version}.safetensors`,
    metrics: checkpoint.metrics,
    state: checkpoint.state,
  };
  const next = join(folder, `${CHECKPOINT_FILE}.next`);
  const pieces: [path: string, pieces: Uint8Array[]][] = [
    [join(folder, file.weights), encodeSafetensors(checkpoint.weights)],
    [join(folder, file.optimizer), encodeSafetensors(checkpoint.optimizer)],
    [next, [new TextEncoder().encode(JSON.stringify(file, null, 2))]],
  ];
  const bytes = pieces.flatMap(([, parts]) => parts).reduce((sum, { byteLength }) => sum + byteLength, 0);
  try {
    for (const [path, parts] of pieces) await writeDurably(path, parts);
    await rename(next, join(folder, CHECKPOINT_FILE));
  } catch (error) {
    // Half of a checkpoint would keep the very room on a full disk that the next one needs.
    for (const [path] of pieces) await rm(path, { force: true });
    throw atPlace(error, folder, bytes);
  }
  await syncFolder(folder);
  await removeOthers(folder, [CHECKPOINT_FILE, file.weights, file.optimizer]);
  return bytes;
}

/** Writing names no place in its own errors. */
const atPlace = (error: unknown, folder: string, neededBytes: number): unknown =>
  isDiskFull(error) ? diskFull(folder, { cause: error, neededBytes, keep: 'The checkpoint before is kept' }) : error;

async function removeOthers(folder: string, kept: readonly string[]): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!kept.includes(name)) await rm(join(folder, name), { force: true });
  }
}

async function readState(folder: string): Promise<CheckpointFile> {
  let text: string;
  try {
    text = await readFile(join(folder, CHECKPOINT_FILE), 'utf8');
  } catch (cause) {
    throw new AppError('NOT_FOUND', `There is no checkpoint in ${folder}: train the run first.`, { folder }, { cause });
  }
  try {
    return checkpointFile.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError(
      'FILE_FORMAT',
      `${join(folder, CHECKPOINT_FILE)} isn't a checkpoint of Strata.`,
      { folder },
      { cause },
    );
  }
}

export async function hasCheckpoint(folder: string): Promise<boolean> {
  return readFile(join(folder, CHECKPOINT_FILE)).then(
    () => true,
    () => false,
  );
}

/** Identifies what a folder holds now, to tell whether a loaded model is still the same. */
export async function checkpointVersion(folder: string): Promise<string> {
  return (await readState(folder)).weights;
}

export async function readCheckpoint(folder: string): Promise<Checkpoint> {
  const file = await readState(folder);
  try {
    const weights = await readSafetensors(join(folder, file.weights));
    const optimizer = await readSafetensors(join(folder, file.optimizer));
    return { weights, optimizer, metrics: file.metrics, state: file.state };
  } catch (error) {
    // A trainer may have replaced the checkpoint between the two reads: then the folder names other files now.
    if ((await readState(folder)).weights !== file.weights) return readCheckpoint(folder);
    if (error instanceof AppError) throw error;
    const message = `The checkpoint in ${folder} can't be read: ${error instanceof Error ? error.message : error}.`;
    throw new AppError('FILE_UNREADABLE', message, { folder }, { cause: error });
  }
}
