import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { lockFile } from '#main/transport/engine-lock.ts';
import { openEngine } from '../engine/testing/engine-fixture.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'strata-notices-'));
});
afterEach(async () => {
  await vi.waitFor(() => expect(existsSync(lockFile(home))).toBe(false), { timeout: 20_000, interval: 100 });
  rmSync(home, { recursive: true, force: true });
});

const strata = (...args: string[]) =>
  promisify(execFile)(process.execPath, [join(import.meta.dirname, 'entry.ts'), ...args, '--home', home]);

/** Whose second project is in no backup, and whose database is damaged. */
async function damagedFolder(): Promise<void> {
  for (const name of ['Old', 'New']) {
    const { client, context } = await openEngine(home);
    await client.projects.create({ name, template: 'perceptron', dataset: null });
    await context.close();
  }
  truncateSync(join(home, 'strata.sqlite'), 0);
}

it('every command says on stderr that the database was restored, until doctor --dismiss', {
  timeout: 90_000,
}, async () => {
  await damagedFolder();
  for (let time = 0; time < 2; time += 1) {
    const { stdout, stderr } = await strata('project', 'list', '--json');
    const lines = stdout.trim().split('\n');
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('"Old"');
    expect(stdout).not.toContain('New');
    expect(stderr).toMatch(/^! The database was restored\. .*restored from the backup of \d+ \w+ \d{4}/);
    expect(stderr).toMatch(/\n {2}What is missing:\n {2}- Whatever was changed after/);
    expect(stderr).toContain('strata doctor --dismiss');
  }
  const doctor = await strata('doctor', '--dismiss', '--json');
  expect(JSON.parse(doctor.stdout)).toMatchObject({ dataFolder: home });
  expect(await strata('project', 'list', '--json')).toMatchObject({ stderr: '' });
});
