import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '#shared/util/app-error.ts';
import { ProblemLog } from '../problem-log.ts';
import { writeTree } from '../testing/write-tree.ts';
import { walkFolder } from './walk-folder.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'strata-walk-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function walk(folder = root) {
  const problems = new ProblemLog();
  const found = await walkFolder(folder, problems);
  const named = Object.fromEntries(problems.toProblems().map(({ code, examples }) => [code, examples]));
  expect(found.seen).toBe(found.files.length + problems.leftOut);
  return { ...found, named };
}

describe('walking a folder', () => {
  test('finds nested files in any script, and names what is hidden', async () => {
    await writeTree(root, {
      'b/2.jpg': '',
      'b/deep/er/3.jpg': '',
      'a/1.jpg': '',
      '猫/ねこ.jpg': '',
      'קטים/ק.jpg': '',
      '.git/config': '',
      'a/.DS_Store': '',
      'a/Thumbs.db': '',
      'empty/': '',
    });
    const { files, folders, named } = await walk();
    expect(files).toEqual(['a/1.jpg', 'b/2.jpg', 'b/deep/er/3.jpg', 'קטים/ק.jpg', '猫/ねこ.jpg']);
    expect(folders).toEqual(['a', 'b', 'b/deep', 'b/deep/er', 'empty', 'קטים', '猫']);
    expect(named).toEqual({ hidden: ['.git/', 'a/.DS_Store', 'a/Thumbs.db'] });
  });

  test.skipIf(process.platform !== 'linux')('names that are no text are shown byte by byte', async () => {
    await mkdir(join(root, 'a'));
    await writeFile(Buffer.concat([Buffer.from(`${root}/a/caf`), Buffer.from([0xe9]), Buffer.from('.jpg')]), '');
    expect(await walk()).toMatchObject({ files: [], named: { 'name-not-utf8': ['a/caf\\xe9.jpg'] } });
  });

  test('links are followed inside the folder only, and loops end', async () => {
    await writeTree(root, { 'in/cat/1.jpg': '', 'in/.store/x/2.jpg': '', 'out/3.jpg': '' });
    const inside = join(root, 'in');
    await symlink('..', join(inside, 'cat/up'));
    await symlink('self', join(inside, 'cat/self'));
    await symlink('../.store/x', join(inside, 'cat/stored'));
    await symlink('1.jpg', join(inside, 'cat/again.jpg'));
    await symlink('../../out/3.jpg', join(inside, 'cat/outside.jpg'));
    await symlink('../../out', join(inside, 'cat/outside'));
    await symlink('nowhere', join(inside, 'cat/broken'));
    // Sorts before the folder that it leads to, which keeps its own name all the same.
    await symlink('cat', join(inside, 'a-link'));
    const { files, named } = await walk(inside);
    expect(files).toEqual(['cat/1.jpg', 'cat/again.jpg', 'cat/stored/2.jpg']);
    expect(named).toEqual({
      hidden: ['.store/'],
      'link-outside': ['cat/outside', 'cat/outside.jpg'],
      'link-loop': ['a-link', 'cat/self', 'cat/up'],
      'link-broken': ['cat/broken'],
    });
  });

  test('folders nested without end are cut', async () => {
    await mkdir(join(root, ...Array(70).fill('d')), { recursive: true });
    const { folders, named } = await walk();
    expect(folders.length).toBe(64);
    expect(named['too-deep']).toHaveLength(1);
  });

  test.skipIf(process.platform === 'win32')('a folder that may not be read is named', async () => {
    await writeTree(root, { 'a/1.jpg': '', 'locked/2.jpg': '' });
    await chmod(root, 0o755);
    await chmod(join(root, 'locked'), 0);
    // A process of its own, since the tests may run as root, who may read everything.
    const walker = join(import.meta.dirname, '../testing/walk-as-nobody.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [walker, root]);
    await chmod(join(root, 'locked'), 0o700);
    expect(JSON.parse(stdout)).toMatchObject({
      files: ['a/1.jpg'],
      problems: [{ code: 'no-permission', count: 1, examples: ['locked/'] }],
    });
  });

  test('what is no folder, or not there, is said', async () => {
    await writeTree(root, { 'file.jpg': '' });
    const code = (path: string) => walkFolder(path, new ProblemLog()).catch((error: AppError) => error.code);
    expect(await code(join(root, 'none'))).toBe('NOT_FOUND');
    expect(await code(join(root, 'file.jpg'))).toBe('DATA_INVALID');
  });

  test('is cancelled', async () => {
    const failure = walkFolder(root, new ProblemLog(), () => {}, AbortSignal.abort());
    await expect(failure).rejects.toBeInstanceOf(AppError);
  });
});
