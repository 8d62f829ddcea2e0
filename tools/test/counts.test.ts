import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { oneCheck, playwrightCounts, vitestCounts } from './counts.mjs';
import { formatSummary } from './summary.mjs';

const folder = mkdtempSync(join(tmpdir(), 'strata-counts-'));
afterAll(() => rmSync(folder, { recursive: true }));

function report(value: unknown): string {
  const path = join(folder, 'report.json');
  writeFileSync(path, JSON.stringify(value));
  return path;
}

const vitest = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, numTodoTests: 0, testResults: [] };

it('counts the tests of a run', () => {
  expect(vitestCounts(report(vitest), 0)).toEqual({ passed: 5, failed: 0, skipped: 1 });
  expect(playwrightCounts(report({ stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 } }), 1)).toEqual({
    passed: 3,
    failed: 2,
    skipped: 2,
  });
});

it('counts a test file that could not be loaded', () => {
  const testResults = [{ status: 'failed', assertionResults: [] }];
  expect(vitestCounts(report({ ...vitest, testResults }), 1).failed).toBe(1);
});

it('never calls a run with a bad exit code, or without a report, a success', () => {
  expect(vitestCounts(report(vitest), 1).failed).toBe(1);
  expect(vitestCounts(join(folder, 'none.json'), 0).failed).toBe(1);
  expect(playwrightCounts(join(folder, 'none.json'), 0).failed).toBe(1);
  expect(oneCheck(2).failed).toBe(1);
});

it('closes with the sum', () => {
  const text = formatSummary([
    { stage: 'lint', passed: 1, failed: 0, skipped: 0, seconds: 2 },
    { stage: 'unit', passed: 120, failed: 3, skipped: 0, seconds: 14 },
  ]);
  expect(text.split('\n').at(-1)).toBe('121 passed, 3 failed');
  expect(text).toContain('stage  passed  failed');
});
