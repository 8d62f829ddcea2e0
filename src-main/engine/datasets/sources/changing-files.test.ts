import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readOutcome } from '../import/file-outcome.ts';
import { plainPicture } from '../testing/odd-pictures.ts';
import { readSource } from './read-source.ts';

let folder: string;
let root: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strata-changing-'));
  root = join(folder, 'root');
  mkdirSync(join(root, 'cat'), { recursive: true });
  mkdirSync(join(folder, 'outside'));
  writeFileSync(join(folder, 'outside', '1.png'), await plainPicture(1).png().toBuffer());
  execFileSync('mkfifo', [join(folder, 'pipe')]);
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What a file may have become between the walk through its folder and the moment that it is read. */
const became: Record<string, [() => void, string]> = {
  gone: [() => {}, 'vanished'],
  'its folder is gone': [() => rmSync(join(root, 'cat'), { recursive: true }), 'vanished'],
  'a folder': [() => mkdirSync(join(root, 'cat/1.png')), 'unreadable'],
  // Opened as usual, it would wait for a writer for ever, and hold one of the few threads that decode.
  'a pipe': [() => linkSync(join(folder, 'pipe'), join(root, 'cat/1.png')), 'unreadable'],
  'a link out of the folder': [() => symlinkSync(join(folder, 'outside/1.png'), join(root, 'cat/1.png')), 'unreadable'],
  'a link to a device': [() => symlinkSync('/dev/zero', join(root, 'cat/1.png')), 'unreadable'],
  'below a link out of the folder': [
    () => {
      rmSync(join(root, 'cat'), { recursive: true });
      symlinkSync(join(folder, 'outside'), join(root, 'cat'));
    },
    'unreadable',
  ],
  empty: [
    () => {
      writeFileSync(join(root, 'cat/1.png'), 'x');
      truncateSync(join(root, 'cat/1.png'));
    },
    'empty-file',
  ],
};

for (const [what, [change, problem]] of Object.entries(became)) {
  test(`a file that became ${what} is named`, async () => {
    change();
    expect((await readOutcome(root, 'cat/1.png')).outcome).toMatchObject({ problems: [problem], picture: null });
    await expect(readSource(root, 'cat/1.png').then(({ bytes }) => bytes.length || Promise.reject())).rejects.not.toBe(
      0,
    );
  });
}
