import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { failedRecently } from './electron.mjs';
import { missingPackages } from './npm-packages.mjs';
import { SetupError } from './setup-error.mjs';
import { runSteps } from './steps.mjs';
import { missingPackages as missingSystemPackages } from './system-packages.mjs';

let cache: string;
const told: string[] = [];
const progress = { say: (text: string) => told.push(text), update: () => undefined };
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'strata-steps-'));
  told.length = 0;
});
afterEach(() => rmSync(cache, { recursive: true }));

/** A step that is needed until it ran. */
function step(name: string, ran: string[], { fails = false, optional = false } = {}) {
  let done = false;
  return {
    name,
    optional,
    needed: () => (done ? null : 'not done'),
    run: () => {
      ran.push(name);
      if (fails) throw new SetupError(`${name} broke.`, 'no network', 'connect');
      done = true;
    },
  };
}

it('runs what is needed in order, and nothing the second time', async () => {
  const ran: string[] = [];
  const steps = [step('a', ran), step('b', ran)];
  expect(await runSteps(steps, { cache }, progress)).toEqual([]);
  expect(await runSteps(steps, { cache }, progress)).toEqual([]);
  expect(ran).toEqual(['a', 'b']);
});

it('stops at a failure, keeps what was done, and goes on from there', async () => {
  const ran: string[] = [];
  const failing = step('b', ran, { fails: true });
  const first = step('a', ran);
  await expect(runSteps([first, failing, step('c', ran)], { cache }, progress)).rejects.toThrow(
    /b broke\.\n {2}why: {8}no network\n {2}what to do: connect/,
  );
  await runSteps([first, step('b', ran)], { cache }, progress);
  expect(ran).toEqual(['a', 'b', 'b']);
});

it('goes on after an optional step failed, and says which', async () => {
  const ran: string[] = [];
  const failures = await runSteps(
    [step('a', ran, { fails: true, optional: true }), step('b', ran)],
    { cache },
    progress,
  );
  expect(ran).toEqual(['a', 'b']);
  expect(failures.map((failure) => failure.step)).toEqual(['a']);
  expect(told.join('\n')).toContain('no network');
});

it('sees which npm packages differ, those for other systems aside', () => {
  const lock = {
    packages: {
      '': { version: '1' },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '2.0.0' },
      'node_modules/other-system': { version: '1.0.0', optional: true },
    },
  };
  const complete = { packages: { 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '2.0.0' } } };
  expect(missingPackages(lock, complete)).toEqual([]);
  expect(
    missingPackages(lock, { packages: { ...complete.packages, 'node_modules/b': { version: '1.9.0' } } }),
  ).toHaveLength(1);
  expect(missingPackages(lock, null)).toHaveLength(2);
});

it('leaves a release site alone for a day after it failed, unless the version changed', () => {
  const at = Date.parse('2026-01-01T12:00:00Z');
  const hours = (count: number) => at + count * 3_600_000;
  expect(failedRecently({ version: '45.0.0', at }, '45.0.0', hours(23))).toBe(true);
  expect(failedRecently({ version: '45.0.0', at }, '45.0.0', hours(25))).toBe(false);
  expect(failedRecently({ version: '45.0.0', at }, '45.1.0', hours(1))).toBe(false);
  expect(failedRecently(null, '45.0.0')).toBe(false);
});

it('names the system packages that are missing', () => {
  const everything = new Set([
    'libgtk-3.so.0',
    'libnss3.so',
    'libasound.so.2',
    'libgbm.so.1',
    'libXss.so.1',
    'libXtst.so.6',
  ]);
  const onPath = (name: string) => `/usr/bin/${name}`;
  expect(missingSystemPackages({ onPath, libraries: everything, hasFonts: true })).toEqual([]);
  everything.delete('libgbm.so.1');
  expect(missingSystemPackages({ onPath, libraries: everything, hasFonts: true })).toEqual(['libgbm1']);
});
