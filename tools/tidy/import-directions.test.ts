import { describe, expect, it } from 'vitest';
import { codeFiles, importsOf, isTest, type Source } from './sources.ts';

/** Folders a part may import from, itself included. The first part whose `files` matches is the file's part. */
const PARTS: ReadonlyArray<{ name: string; files: RegExp; mayImport: RegExp }> = [
  { name: 'shared', files: /^src-shared\//, mayImport: /^src-shared\// },
  { name: 'engine', files: /^src-main\/engine\//, mayImport: /^src-(main\/(engine|transport)|shared)\// },
  { name: 'trainer', files: /^src-main\/trainer\//, mayImport: /^src-(main\/(trainer|transport)|shared)\// },
  { name: 'shell', files: /^src-main\/shell\//, mayImport: /^src-(main\/(shell|transport)|shared\/(contract|util))\// },
  { name: 'cli', files: /^src-main\/cli\//, mayImport: /^src-(main\/(cli|transport)|shared)\// },
  { name: 'transport', files: /^src-main\/transport\//, mayImport: /^src-(main\/transport|shared)\// },
  { name: 'preload', files: /^src-preload\//, mayImport: /^src-(preload|shared\/contract)\// },
  { name: 'renderer', files: /^src-renderer\//, mayImport: /^src-(renderer|shared)\// },
];

/** A package, and the only files that know it. */
const OWNERS: ReadonlyArray<{ package: RegExp; files: RegExp }> = [
  { package: /^@xyflow\//, files: /^src-renderer\/canvas\// },
  { package: /^(better-sqlite3|drizzle-orm)(\/|$)/, files: /^src-main\/engine\/db\// },
  { package: /^@tensorflow\//, files: /^src-main\/trainer\// },
  { package: /^(h5wasm|yauzl|yazl)(\/|$)/, files: /^src-main\/trainer\/model-files\// },
  { package: /^electron(\/|$)/, files: /^src-(main\/(shell\/|transport\/electron)|preload\/)/ },
];

const SHARED_PACKAGES = /^(zod|@orpc\/contract)(\/|$)/;

/** Parts of the renderer that every feature stands on; features are composed in `app` and never know each other. */
const RENDERER_GROUND = /^src-renderer\/(ui|client|styles|public)\//;

const production = codeFiles.filter((source) => source.path.startsWith('src-') && !isTest(source.path));
const isProjectFile = (target: string): boolean => target.startsWith('src-');

function forbidden(allowed: (source: Source, target: string) => boolean, sources = production): string[] {
  return sources.flatMap((source) =>
    importsOf(source)
      .filter((target) => !allowed(source, target))
      .map((target) => `${source.path} imports ${target}`),
  );
}

describe('imports go one way', () => {
  it('finds the imports it is about', () => {
    expect(production.length).toBeGreaterThan(0);
    const text =
      "import a from '../b.ts';\nimport type {\n  C,\n} from '#shared/c.ts';\nimport 'zod';\nawait import('./d.ts');";
    expect(importsOf({ path: 'src-main/x/e.ts', text })).toEqual([
      'src-main/b.ts',
      'src-shared/c.ts',
      'zod',
      'src-main/x/d.ts',
    ]);
  });

  it('keeps every part to the parts below it', () => {
    const found = forbidden((source, target) => {
      const part = PARTS.find((candidate) => candidate.files.test(source.path));
      return !isProjectFile(target) || part === undefined || part.mayImport.test(target);
    });
    expect(found).toEqual([]);
  });

  it('knows the part of every source file', () => {
    const homeless = production.filter((source) => !PARTS.some((part) => part.files.test(source.path)));
    expect(homeless.map((source) => source.path)).toEqual([]);
  });

  it('keeps the shared part to its two packages', () => {
    const shared = production.filter((source) => source.path.startsWith('src-shared/'));
    expect(forbidden((_, target) => isProjectFile(target) || SHARED_PACKAGES.test(target), shared)).toEqual([]);
  });

  it('keeps React Flow, SQLite, tfjs and Electron each in one place', () => {
    const found = forbidden((source, target) => {
      const owner = OWNERS.find((candidate) => candidate.package.test(target));
      return owner === undefined || owner.files.test(source.path);
    });
    expect(found).toEqual([]);
  });

  it('keeps the features of the renderer apart', () => {
    const folder = (path: string): string | undefined => /^src-renderer\/([^/]+)\//.exec(path)?.[1];
    const found = forbidden((source, target) => {
      const from = folder(source.path);
      const to = folder(target);
      if (from === undefined || to === undefined || from === 'app') return true;
      return from === to || RENDERER_GROUND.test(target);
    });
    expect(found).toEqual([]);
  });
});
