import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { mapInOrder } from '../map-in-order.ts';
import { decodeParallelism } from '../pictures/open-picture.ts';
import { hasPictureExtension } from '../pictures/picture-format.ts';
import { ProblemLog } from '../problem-log.ts';
import { readClassFolders } from '../scan/class-folders.ts';
import { walkFolder } from '../scan/walk-folder.ts';

/**
 * Pictures in class folders that came after the import. What the import itself left out is no news: a file's change time
 * tells the two apart, since it is set when a file is written or moved here, whatever time the file itself claims.
 */
export async function findAdded(
  root: string,
  known: ReadonlySet<string>,
  importedAt: Date,
  signal?: AbortSignal,
): Promise<string[]> {
  const unsaid = new ProblemLog();
  const walk = await walkFolder(root, unsaid, undefined, signal);
  const strange = readClassFolders(walk, unsaid)
    .candidates.map(({ path }) => path)
    .filter((path) => !known.has(path) && hasPictureExtension(path));
  const added: string[] = [];
  const outcomes = mapInOrder(strange, decodeParallelism, async (path) => {
    const found = await stat(join(root, path)).catch(() => null);
    return found && found.ctimeMs > importedAt.getTime() ? path : null;
  });
  for await (const path of outcomes) if (path !== null) added.push(path);
  return added;
}
