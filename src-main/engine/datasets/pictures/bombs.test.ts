import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { recordAttack } from '../../../../tools/vitest/attacks.ts';
import { bombs, writePng } from '../testing/bombs.ts';

const child = join(import.meta.dirname, '../testing/decode-in-child.ts');
type Outcome = { fault: string; seconds: number; megabytes: number };

async function decode(files: readonly Buffer[]): Promise<Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'strata-bombs-'));
  try {
    const paths = files.map((_, i) => join(folder, String(i)));
    for (const [i, bytes] of files.entries()) writeFileSync(paths[i] as string, bytes);
    const { stdout } = await promisify(execFile)(process.execPath, [child, ...paths], { timeout: 120_000 });
    return JSON.parse(stdout);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('small files that ask for much get neither memory nor time', { timeout: 180_000 }, async ({ task }) => {
  const all = Object.entries(bombs());
  const outcomes = await decode(all.map(([, bytes]) => bytes));
  const told = Object.fromEntries(all.map(([what], i) => [what, outcomes[i]]));
  task.meta.measured = told;
  for (const [what, outcome] of Object.entries(told)) {
    // A picture of 8 × 8 with a bomb beside it may be shown: what was refused is the bomb.
    if (!/8 × 8|profile|text/.test(what)) expect([what, outcome?.fault]).not.toEqual([what, 'fine']);
    expect([what, (outcome?.megabytes ?? 0) < 400, (outcome?.seconds ?? 0) < 20]).toEqual([what, true, true]);
  }
  recordAttack({ task }, 'decompression bombs', all.length);
});

test('the largest pictures that are taken stay within what is said of them', { timeout: 180_000 }, async ({ task }) => {
  const side = 5000;
  const rows = side * (side * 8 + 1) + 8 * side;
  const [outcome] = await decode([
    writePng({ width: side, height: side, bits: 16, colour: 6, interlaced: true, pixels: rows }),
  ]);
  task.meta.measured = { 'PNG of 5,000 × 5,000, 16 bits, alpha, interlaced': outcome };
  expect(outcome?.fault).toBe('fine');
  expect(outcome?.megabytes).toBeLessThan(600);
});
