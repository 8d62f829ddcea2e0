import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freshState } from '#shared/training/checkpoint.ts';
import { checkpointFolder, type Home } from '../home.ts';

/** What a trainer leaves on the disk after ten batches an epoch; the tensors themselves are none. Returns the folder. */
export function writeCheckpointFiles(home: Home, run: string, kind: 'best' | 'last', epoch: number): string {
  const folder = join(checkpointFolder(home, run), kind);
  const names = { weights: `weights-${epoch}-1.safetensors`, optimizer: `optimizer-${epoch}-1.safetensors` };
  mkdirSync(folder, { recursive: true });
  for (const name of Object.values(names)) writeFileSync(join(folder, name), 'tensors');
  const state = { ...freshState(), epoch, step: epoch * 10, seconds: epoch };
  writeFileSync(
    join(folder, 'state.json'),
    JSON.stringify({ format: 1, ...names, metrics: { loss: 1 / epoch }, state }),
  );
  return folder;
}
