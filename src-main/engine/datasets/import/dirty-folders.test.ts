import { execFileSync } from 'node:child_process';
import { linkSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProblemLog } from '../problem-log.ts';
import { walkFolder } from '../scan/walk-folder.ts';
import { type DirtyContent, dirtyContent } from '../testing/dirty-content.ts';
import { finished, temporaryEngine } from '../testing/temporary-engine.ts';

/** `STRATA_FUZZ=all` tries some thousands of folders; `STRATA_SEED` repeats a run. */
const RUNS = process.env.STRATA_FUZZ === 'all' ? 3000 : 150;
const SEED = Number(process.env.STRATA_SEED ?? 7);

let content: DirtyContent;
let scratch: string;
let outside: string;
beforeAll(async () => {
  content = await dirtyContent();
  scratch = mkdtempSync(join(tmpdir(), 'strata-dirty-'));
  outside = join(scratch, 'outside');
  mkdirSync(outside);
  // One picture that lies nowhere else: were it imported, its size would tell.
  writeFileSync(join(outside, 'secret.png'), content.good.png as Buffer);
  execFileSync('mkfifo', [join(scratch, 'pipe')]);
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Entry =
  | { kind: 'file'; content: string }
  | { kind: 'pipe' }
  | { kind: 'link'; to: string }
  | { kind: 'folder'; entries: Record<string, Entry> };

const oddNames = [
  ...[
    'caf\u00e9',
    'cafe\u0301',
    'CAFE',
    'cafe',
    '🐱',
    'קטים',
    'a\nb',
    'dot.',
    'space ',
    '-rf',
    '__proto__',
    'constructor',
  ],
  ...[
    '\u001b[2J',
    '\u202egnp',
    'train',
    'Train',
    'val',
    'test',
    'toString',
    'x'.repeat(251),
    '.hidden',
    'Thumbs.db',
    '..x',
  ],
];
const name = fc.oneof(
  fc.constantFrom(...oddNames),
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => !/[/\0]|^\.{1,2}$/.test(text)),
);
const extension = fc.constantFrom('', '.png', '.jpg', '.JPG', '.gif', '.txt', '.webp');
const linkTarget = fc.constantFrom(
  '.',
  '..',
  'self',
  'nowhere',
  'OUTSIDE',
  'OUTSIDE/secret.png',
  '/dev/zero',
  'x.png',
  '../x.png',
);

function folderOf(good: readonly string[], bad: readonly string[]): fc.Arbitrary<Record<string, Entry>> {
  const file = fc.record({ kind: fc.constant('file' as const), content: fc.constantFrom(...good, ...bad) });
  const { tree } = fc.letrec<{ tree: Record<string, Entry>; entry: Entry }>((tie) => ({
    tree: fc
      .array(fc.tuple(name, extension, tie('entry')), { minLength: 1, maxLength: 6 })
      .map((entries) =>
        Object.fromEntries(entries.map(([text, end, entry]) => [`${text}${end}`.slice(0, 120), entry])),
      ),
    entry: fc.oneof(
      { maxDepth: 4, depthSize: 'medium' },
      { weight: 6, arbitrary: file },
      { weight: 1, arbitrary: fc.constant({ kind: 'pipe' as const }) },
      { weight: 1, arbitrary: linkTarget.map((to) => ({ kind: 'link' as const, to })) },
      { weight: 5, arbitrary: tie('tree').map((entries) => ({ kind: 'folder' as const, entries })) },
    ),
  }));
  return tree;
}

/** Puts a tree on the disk; names that this disk can't have, or takes for another, are left out of it. */
function build(root: string, entries: Record<string, Entry>): void {
  mkdirSync(root, { recursive: true });
  for (const [text, entry] of Object.entries(entries)) {
    const path = join(root, text);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    if (entry.kind === 'folder') build(path, entry.entries);
    else if (entry.kind === 'pipe') linkSync(join(scratch, 'pipe'), path);
    else if (entry.kind === 'link') symlinkSync(entry.to.replace('OUTSIDE', outside), path);
    else writeFileSync(path, content.good[entry.content] ?? (content.bad[entry.content] as Buffer));
  }
}

/** Every file and pipe as the tree has it, where no folder above it is hidden; and which of them are good pictures. */
function visible(entries: Record<string, Entry>, at = ''): { path: string; good: boolean }[] {
  return Object.entries(entries).flatMap(([text, entry]) => {
    const hidden = text.startsWith('.') || text.toLowerCase().startsWith('thumbs.db');
    if (entry.kind === 'folder') return hidden ? [] : visible(entry.entries, `${at}${text}/`);
    const good = !hidden && entry.kind === 'file' && Object.hasOwn(content.good, entry.content);
    return entry.kind === 'link' ? [] : [{ path: at + text, good }];
  });
}

async function importInto(engine: Awaited<ReturnType<typeof temporaryEngine>>, path: string, called: string) {
  const outcome = await finished(await engine.client.import({ source: { kind: 'folder', path }, name: called })).then(
    ({ done }) => ({ version: done.version, problems: done.problems, columns: done.columns, splits: done.splits }),
    (error: { code: string; details: { problems: [] } }) => {
      expect(error.code).toBe('DATA_INVALID');
      return {
        version: null,
        problems: error.details.problems as { code: string; count: number; examples: string[] }[],
      };
    },
  );
  const filter = { split: null, label: null, search: '' };
  const rows = outcome.version
    ? (await engine.client.samples({ version: outcome.version, filter, offset: 0, limit: 500 })).rows
    : [];
  return { ...outcome, version: null, rows };
}

const LEFT_OUT = new Set([
  ...['truncated', 'unreadable', 'unsupported-format', 'too-large', 'empty-file', 'no-permission', 'vanished'],
  ...['outside-class-folder', 'not-an-image', 'hidden', 'link-loop', 'link-outside', 'link-broken', 'special-file'],
  ...['name-not-utf8', 'too-deep'],
]);

test(`of ${RUNS} dirty folders each file is imported or named once, and none costs another`, {
  timeout: 1_800_000,
}, async () => {
  const engine = await temporaryEngine();
  let folders = 0;
  const tree = folderOf(Object.keys(content.good), Object.keys(content.bad));
  const property = fc.asyncProperty(tree, async (entries) => {
    const number = folders++;
    const root = join(scratch, `tree-${number}`);
    build(root, entries);
    const first = await importInto(engine, root, `first ${number}`);
    const imported = new Set(first.rows.map(({ path }) => path));
    const leftOut = first.problems.filter(({ code }) => LEFT_OUT.has(code));
    const complete = leftOut.every(({ count, examples }) => count === examples.length);
    const named = leftOut.flatMap(({ examples }) => examples);
    const outsideClasses = new Set(first.problems.find(({ code }) => code === 'outside-class-folder')?.examples);
    expect(imported.size).toBe(first.rows.length);
    const real = realpathSync(root);
    for (const path of imported) expect(realpathSync(join(root, path)).startsWith(`${real}/`)).toBe(true);
    const { seen } = await walkFolder(root, new ProblemLog());
    expect(imported.size + leftOut.reduce((sum, { count }) => sum + count, 0)).toBe(seen);
    for (const { path, good } of visible(entries)) {
      const times = named.filter((other) => other === path).length + Number(imported.has(path));
      if (complete) expect([path, times]).toEqual([path, 1]);
      else expect(times).toBeLessThanOrEqual(1);
      const isLoose = outsideClasses.has(path) || !path.includes('/') || !complete;
      if (good && !isLoose) expect(imported).toContain(path);
    }
    // The same tree, made in another place and order, gives the same dataset. Now and then: it takes as long again.
    const again = join(scratch, `again-${number}`);
    if (number % 4 === 0) {
      build(again, Object.fromEntries(Object.entries(entries).reverse()));
      expect(await importInto(engine, again, `again ${number}`)).toEqual(first);
    }
    for (const made of [root, again]) rmSync(made, { recursive: true, force: true });
  });
  await fc.assert(property, { numRuns: RUNS, seed: SEED, endOnFailure: false });
  await engine.close();
});
