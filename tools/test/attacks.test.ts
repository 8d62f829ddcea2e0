import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { recordAttack } from '../vitest/attacks.ts';
import { formatAttacks, readAttacks } from './attacks.mjs';

const folder = mkdtempSync(join(tmpdir(), 'strata-attacks-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('adds up what both kinds of reports tell, by name', () => {
  const test = { meta: { attacks: [{ name: 'noise', tried: 3, refused: 2 }] } };
  const annotations = [
    { type: 'attack', description: 'noise: 4 tried, 4 refused' },
    { type: 'issue', description: 'noise: 9 tried, 9 refused' },
  ];
  const suites = [{ specs: [{ tests: [{ annotations }] }] }];
  const reports: Record<string, unknown> = {
    unit: { testResults: [{ assertionResults: [test, {}] }] },
    e2e: { suites },
  };
  for (const [name, report] of Object.entries(reports)) writeFileSync(join(folder, name), JSON.stringify(report));
  const attacks = readAttacks(['unit', 'e2e', 'never ran'], (stage: string) => join(folder, stage));
  expect(attacks).toEqual([{ name: 'noise', tried: 7, refused: 6 }]);
  expect(formatAttacks(attacks)).toContain('noise        7        6');
  expect(formatAttacks([])).toBe('');
});

it('fails the test whose attack was counted and neither refused nor harmless', () => {
  const task = { meta: {} };
  recordAttack({ task } as never, 'noise', 3, 2, 1);
  expect(task.meta).toEqual({ attacks: [{ name: 'noise', tried: 3, refused: 2 }] });
  expect(() => recordAttack({ task } as never, 'noise', 3, 2)).toThrow('noise: 1 of 3 attacks had an effect');
});
