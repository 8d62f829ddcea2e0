import { describe, expect, it } from 'vitest';
import { codeFiles, projectFiles, type Source } from './sources.ts';

const MAX_LINES = 500;

/** Spelled in pieces, since this file is checked too. */
const HOSTS = ['registry.' + 'npmjs', 'files.' + 'pythonhosted', 'pypi' + '.org', 'storage.' + 'googleapis'];
const MACHINE_PATHS = ['/' + 'work/', '/' + 'root/', '../' + 'shared/'];
const REMINDERS = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`);
const SUPPRESSIONS = new RegExp(
  ['@ts-' + 'ignore', '@ts-' + 'nocheck', 'biome-' + 'ignore[^:]*noExplicitAny'].join('|'),
);

/** `path:line` of every line that matches. */
function linesWith(files: readonly Source[], found: (line: string) => boolean): string[] {
  return files.flatMap(({ path, text }) =>
    text
      .split('\n')
      .flatMap((line, index) => (found(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 100)}`] : [])),
  );
}

describe('every file', () => {
  it(`has at most ${MAX_LINES} lines`, () => {
    const long = codeFiles.filter(({ text }) => text.split('\n').length - 1 > MAX_LINES);
    expect(long.map(({ path }) => path)).toEqual([]);
  });

  it('leaves no reminders behind', () => {
    expect(linesWith(codeFiles, (line) => REMINDERS.test(line))).toEqual([]);
  });

  it('does not switch the type checker off', () => {
    expect(linesWith(codeFiles, (line) => SUPPRESSIONS.test(line))).toEqual([]);
  });

  it('names no package registry: npm and pip know theirs', () => {
    expect(linesWith(projectFiles, (line) => HOSTS.some((host) => line.includes(host)))).toEqual([]);
  });

  it('names no path of the machine it was written on', () => {
    expect(linesWith(projectFiles, (line) => MACHINE_PATHS.some((path) => line.includes(path)))).toEqual([]);
  });

  it('says something of its own: no barrel files', () => {
    const barrels = codeFiles.filter(({ path, text }) => {
      const statements = text
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
        .split(';')
        .map((statement) => statement.trim())
        .filter((statement) => statement !== '');
      return (
        path.endsWith('.ts') && statements.length > 0 && statements.every((one) => /^export\s[^=]*\bfrom\s/.test(one))
      );
    });
    expect(barrels.map(({ path }) => path)).toEqual([]);
  });
});
