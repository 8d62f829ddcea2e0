import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Writes files below a folder and returns its path; a name that ends in a slash is an empty folder. */
export async function writeTree(root: string, files: Readonly<Record<string, Buffer | string>>): Promise<string> {
  await mkdir(root, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    if (!path.endsWith('/')) await writeFile(join(root, path), content);
    else await mkdir(join(root, path), { recursive: true });
  }
  return root;
}
