import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { acquireLock } from './lock.mjs';

const module = new URL('lock.mjs', import.meta.url).href;
let folder: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-lock-'));
  lock = join(folder, 'deep', 'setup.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const never = () => {
  throw new Error('nobody to wait for');
};

it('lets two processes in one after the other', async () => {
  const log = join(folder, 'log');
  writeFileSync(log, '');
  const script = `
    import { appendFileSync } from 'node:fs';
    import { acquireLock } from ${JSON.stringify(module)};
    const release = await acquireLock(${JSON.stringify(lock)}, () => {});
    appendFileSync(${JSON.stringify(log)}, 'in\\n');
    await new Promise((resolve) => setTimeout(resolve, 100));
    appendFileSync(${JSON.stringify(log)}, 'out\\n');
    release();`;
  const ends = [0, 1, 2].map(
    () =>
      new Promise((resolve) => {
        spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' }).on('exit', resolve);
      }),
  );
  expect(await Promise.all(ends)).toEqual([0, 0, 0]);
  expect(readFileSync(log, 'utf8')).toBe('in\nout\n'.repeat(3));
  expect(existsSync(lock)).toBe(false);
});

it('takes over from a process that is gone', async () => {
  const dead = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, ['-e', '']);
    child.on('exit', () => resolve(child.pid ?? 0));
  });
  const release = await acquireLock(lock, never);
  writeFileSync(lock, String(dead));
  const second = await acquireLock(lock, never);
  second();
  release();
});

it('takes over from a holder that stopped touching its lock', async () => {
  const release = await acquireLock(lock, never);
  const before = new Date(Date.now() - 10 * 60_000);
  utimesSync(lock, before, before);
  const second = await acquireLock(lock, never);
  second();
  release();
});
