/** Small file helpers with one promise: what a reader finds under the final name is complete. */
import { createHash, randomBytes } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Writes by way of a temporary file beside it, so that a crash never leaves half a file. */
export function writeFileAtomic(path, text) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  writeFileSync(temporary, text);
  renameSync(temporary, path);
}

export const writeJson = (path, value) => writeFileAtomic(path, `${JSON.stringify(value, null, 2)}\n`);

/** The parsed file, or null where it is missing or damaged: set-up then does that step again. */
export function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

export const hashText = (text) => createHash('sha256').update(text).digest('hex');

/** SHA-256 of a file of any size, read in pieces. */
export async function hashFile(path) {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece);
  return hash.digest('hex');
}

/** Every file below a folder (or the file itself), as sorted paths; a missing one gives none. */
export function filesBelow(path, keep = () => true) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(keep)
    .sort();
}

/** Bytes below a folder that another process is writing to: files may vanish while we look. */
export function sizeBelow(folder) {
  let bytes = 0;
  try {
    for (const file of filesBelow(folder)) bytes += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  } catch {
    // The folder changed under the walk; the next look is a moment away.
  }
  return bytes;
}
