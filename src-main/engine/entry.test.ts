import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attachEngine } from '#main/transport/attach-engine.ts';
import { readLock } from '#main/transport/engine-lock.ts';
import { engineProgram } from '#main/transport/engine-program.ts';
import type { Port } from '#main/transport/port.ts';
import { type Client, connect } from '#main/transport/rpc.ts';
import type { Contract } from '#shared/contract/contract.ts';

let home: string;
let port: Port;
let engine: Client<Contract>;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'strata-engine-'));
  port = await attachEngine(home, engineProgram);
  engine = connect<Contract>(port);
});
afterAll(async () => {
  const lock = await readLock(home);
  if (lock && lock !== 'unreadable') process.kill(lock.pid, 'SIGTERM');
  while ((await readLock(home)) !== null) await new Promise((resolve) => setTimeout(resolve, 20));
  rmSync(home, { recursive: true });
});

it('answers every domain of the contract in an empty data folder', async () => {
  const [projects, datasets, runs, templates, browsed] = await Promise.all([
    engine.projects.list(),
    engine.datasets.list(),
    engine.runs.list({ project: null }),
    engine.projects.templates(),
    engine.system.browse({ path: home }),
  ]);
  expect([projects, datasets, runs]).toEqual([[], [], []]);
  expect(templates.length).toBeGreaterThan(0);
  expect(browsed.entries.map((entry) => entry.name)).toContain('backups');
});

it('tells every client of a change that another made', async () => {
  const other = await attachEngine(home, engineProgram);
  const changes = await connect<Contract>(other).system.changes();
  const next = changes.next();
  // The subscription is a message of its own, on another connection than the change.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const made = await engine.projects.create({ name: 'one', template: null, dataset: null });
  expect((await next).value).toMatchObject({ kind: 'project', id: made.id });
  other.close();
});

it('fails with what a person can act on', async () => {
  await expect(engine.projects.get({ project: 'not there' })).rejects.toMatchObject({
    name: 'AppError',
    code: 'NOT_FOUND',
    message: expect.stringContaining('not there'),
  });
  await expect(engine.projects.get({ project: '' })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    details: { issues: [{ path: 'project', message: expect.any(String) }] },
  });
});
