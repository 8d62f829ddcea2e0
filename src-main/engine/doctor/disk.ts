import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The folder itself, or the nearest one above it that exists. */
async function nearestExisting(folder: string): Promise<string> {
  if (await stat(folder).catch(() => null)) return folder;
  const parent = dirname(folder);
  return parent === folder ? folder : nearestExisting(parent);
}

/** Bytes that this user may still write there; null where the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  const disk = await statfs(await nearestExisting(folder)).catch(() => null);
  return disk ? disk.bavail * disk.bsize : null;
}

export async function isWritable(folder: string): Promise<boolean> {
  return access(await nearestExisting(folder), constants.W_OK).then(
    () => true,
    () => false,
  );
}
