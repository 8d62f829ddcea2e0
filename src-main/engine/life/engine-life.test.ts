import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { attachEngine } from '#main/transport/attach-engine.ts';
import { isProcessAlive, lockFile, readLock } from '#main/transport/engine-lock.ts';
import type { Port } from '#main/transport/port.ts';
import { connect } from '#main/transport/rpc.ts';
import type { echoContract } from '#main/transport/testing/echo-contract.ts';

const program = { node: process.execPath, entry: join(import.meta.dirname, 'testing', 'engine.ts') };
let home: string;
let ports: Port[];
beforeEach(() => {
  home = join(mkdtempSync(join(tmpdir(), 'strata-life-')), 'a rather long name for a data folder, ü '.repeat(4).trim());
  ports = [];
});
afterEach(async () => {
  for (const port of ports) port.close();
  delete process.env.ENGINE_FAILS;
  delete process.env.ENGINE_BUSY_MS;
  await until(() => !existsSync(lockFile(home)));
  rmSync(home, { recursive: true });
});

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 10));
};
async function attach(): Promise<number> {
  const port = await attachEngine(home, program);
  ports.push(port);
  return (await connect<typeof echoContract>(port).pid()).pid;
}

it('six starters at once end up at one engine, which the last to leave stops', async () => {
  const pids = await Promise.all(Array.from({ length: 6 }, attach));
  const pid = pids[0] as number;
  expect(new Set(pids).size).toBe(1);
  expect(statSync(lockFile(home)).mode & 0o777).toBe(0o600);
  for (const port of ports.splice(1)) port.close();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(isProcessAlive(pid)).toBe(true);
  for (const port of ports.splice(0)) port.close();
  await until(() => !existsSync(lockFile(home)));
});

it('the lock of an engine that was killed is taken over, by one of many', async () => {
  const first = await attach();
  process.kill(first, 'SIGKILL');
  await until(() => ports[0]?.closed === true);
  expect(existsSync(lockFile(home))).toBe(true);
  const pids = await Promise.all(Array.from({ length: 4 }, attach));
  expect(new Set(pids).size).toBe(1);
  expect(pids[0]).not.toBe(first);
});

it('a lock from before the machine was restarted is stale though its number is in use again', async () => {
  await attach();
  const lock = await readLock(home);
  if (!lock || lock === 'unreadable') throw new Error('expected a lock');
  process.kill(lock.pid, 'SIGKILL');
  writeFileSync(lockFile(home), JSON.stringify({ ...lock, pid: process.pid, startedAt: 1 }));
  expect(await attach()).not.toBe(lock.pid);
});

it('a living engine keeps its lock when the clock has jumped by years, either way', async () => {
  const pid = await attach();
  const lock = await readLock(home);
  if (!lock || lock === 'unreadable') throw new Error('expected a lock');
  const years = 5 * 365 * 24 * 3600 * 1000;
  for (const startedAt of [lock.startedAt - years, lock.startedAt + years]) {
    writeFileSync(lockFile(home), JSON.stringify({ ...lock, startedAt }));
    // Past the clients' own way in: an engine that is started for this folder must find that one runs.
    const rival = spawn(program.node, [program.entry, '--home', home], { stdio: 'ignore' });
    await once(rival, 'exit');
    expect(await attach()).toBe(pid);
    expect(isProcessAlive(pid)).toBe(true);
  }
  writeFileSync(lockFile(home), JSON.stringify(lock));
});

it('stays while a run goes on', async () => {
  process.env.ENGINE_BUSY_MS = '1200';
  const pid = await attach();
  for (const port of ports.splice(0)) port.close();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(await attach()).toBe(pid);
});

it('tells politely what kept it from starting, and leaves no lock', async () => {
  process.env.ENGINE_FAILS = 'newer';
  await expect(attach()).rejects.toMatchObject({
    code: 'NEWER_VERSION',
    message: 'Made by a newer Strata.',
    details: { at: 9 },
  });
  process.env.ENGINE_FAILS = 'crash';
  await expect(attach()).rejects.toMatchObject({ code: 'INTERNAL', message: expect.stringContaining('a mistake') });
  expect(existsSync(lockFile(home))).toBe(false);
});
