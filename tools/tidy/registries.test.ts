import { basename, dirname } from 'node:path/posix';
import { expect, it } from 'vitest';
import { layers } from '#shared/layers/index.ts';
import { losses } from '#shared/training/losses/index.ts';
import { codeFiles, importsOf, isTest, type Source } from './sources.ts';

/** An entry's file is named as the entry is, in snake case; a helper beside it has a dash or one of these names. */
const HELPERS = /-|^(index|definition|factory)$/;

const stem = (path: string): string => basename(path).replace(/\.ts$/, '');

function entriesIn(folder: RegExp): Source[] {
  return codeFiles.filter(
    (source) =>
      folder.test(source.path) &&
      source.path.endsWith('.ts') &&
      !isTest(source.path) &&
      !HELPERS.test(stem(source.path)),
  );
}

it('registers every layer file in the catalogue, under the name of its file', () => {
  const files = entriesIn(/^src-shared\/layers\/[^/]+\/[^/]+\.ts$/).map((source) => stem(source.path));
  expect(files.sort()).toEqual(Object.keys(layers).sort());
});

it('registers every loss file, under the name of its file', () => {
  const files = entriesIn(/^src-shared\/training\/losses\/[^/]+\.ts$/).map((source) => stem(source.path));
  expect(files.sort()).toEqual(Object.keys(losses).sort());
});

it('imports every file of a registry folder into its index', () => {
  const indexes = codeFiles.filter((source) =>
    /^src-shared\/(training\/[^/]+|templates)\/index\.ts$/.test(source.path),
  );
  expect(indexes.length).toBeGreaterThan(0);
  const unregistered = indexes.flatMap((index) => {
    const registered = new Set(importsOf(index));
    const inFolder = entriesIn(/./).filter((source) => dirname(source.path) === dirname(index.path));
    return inFolder.filter((source) => !registered.has(source.path)).map((source) => source.path);
  });
  expect(unregistered).toEqual([]);
});
