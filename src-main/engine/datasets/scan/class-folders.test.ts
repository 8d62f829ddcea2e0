import { describe, expect, test } from 'vitest';
import { ProblemLog } from '../problem-log.ts';
import { readClassFolders } from './class-folders.ts';

/** Folders are those that the paths name; a path that ends in a slash is an empty one. */
function read(...paths: string[]) {
  const folders = new Set<string>();
  for (const path of paths) {
    const segments = path.split('/').slice(0, -1);
    segments.forEach((_, i) => {
      folders.add(segments.slice(0, i + 1).join('/'));
    });
  }
  const problems = new ProblemLog();
  const files = paths.filter((path) => !path.endsWith('/'));
  const found = readClassFolders({ files, folders: [...folders], seen: files.length }, problems);
  return {
    ...found,
    places: found.candidates.map(({ label, split }) => (split === null ? label : `${split} ${label}`)),
    problems: Object.fromEntries(problems.toProblems().map(({ code, examples }) => [code, examples])),
  };
}

describe('classes from folders', () => {
  test('the top folder is the class, however deep the picture', () => {
    expect(read('cat/1.jpg', 'cat/old/x/2.jpg', 'dog/3.jpg', 'none/')).toMatchObject({
      places: ['cat', 'cat', 'dog'],
      classes: ['cat', 'dog', 'none'],
      presetSplit: false,
      problems: {},
    });
  });

  test('loose files are named: pictures as such', () => {
    expect(read('1.jpg', 'README.md', 'cat/2.jpg').problems).toEqual({
      'outside-class-folder': ['1.jpg'],
      'not-an-image': ['README.md'],
    });
  });

  test.each([
    ['train', 'validation', 'test'],
    ['Train', 'val', 'Testing'],
    ['training', 'valid', 'TEST'],
  ])('%s, %s and %s above the classes', (train, validation, testing) => {
    const found = read(
      `${train}/cat/1.jpg`,
      `${validation}/cat/2.jpg`,
      `${testing}/dog/x/3.jpg`,
      `${train}/4.jpg`,
      'more/5.jpg',
    );
    expect(found.places).toEqual(['0 cat', '1 cat', '2 dog']);
    expect(found.problems).toEqual({ 'outside-class-folder': [`${train}/4.jpg`, 'more/5.jpg'] });
  });

  test('train alone is a split, unless it may be a class', () => {
    expect(read('train/cat/1.jpg', 'train/dog/2.jpg').places).toEqual(['0 cat', '0 dog']);
    expect(read('train/1.jpg', 'test/2.jpg').places).toEqual(['train', 'test']);
    expect(read('train/red/1.jpg', 'car/2.jpg').places).toEqual(['train', 'car']);
  });

  test.each([[['validation']], [['Test', 'val']]])('%j without train is divided anew, by name', (tops) => {
    const found = read(...tops.flatMap((top) => [`${top}/cat/1.jpg`, `${top}/dog/2.jpg`, `${top}/3.jpg`]));
    expect(new Set(found.places)).toEqual(new Set(['cat', 'dog']));
    expect(found).toMatchObject({ presetSplit: false, classes: ['cat', 'dog'] });
    expect(found.problems).toEqual({ 'split-anew': tops, 'outside-class-folder': tops.map((top) => `${top}/3.jpg`) });
  });

  test('folders named like what every object has are classes like others', () => {
    const odd = ['constructor', '__proto__', 'toString'];
    expect(read(...odd.map((name) => `${name}/1.jpg`)).places).toEqual(odd);
    expect(read('train/__proto__/1.jpg', 'test/constructor/2.jpg', 'constructor/y/3.jpg').places).toEqual([
      '0 __proto__',
      '2 constructor',
    ]);
  });

  test('two spellings of one word are one class', () => {
    const [composed, decomposed] = ['caf\u00e9', 'cafe\u0301'];
    expect(read(`${composed}/1.jpg`, `${decomposed}/2.jpg`)).toMatchObject({
      places: [composed, composed],
      classes: [composed],
      problems: { 'class-names-merged': [composed] },
    });
  });
});
