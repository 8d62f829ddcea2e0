import { open } from 'node:fs/promises';

/** Writes a new file and has it on the disk, not just in the system's memory, before it returns. */
export async function writeDurably(path: string, pieces: readonly Uint8Array[]): Promise<number> {
  const handle = await open(path, 'w');
  let written = 0;
  try {
    for (const piece of pieces) {
      // `writeFile` goes on where the last one ended, and in full; a bare `write` may be partial.
      await handle.writeFile(piece);
      written += piece.byteLength;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return written;
}

/** Makes renames in a folder last. Windows can't open folders and doesn't need it. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
