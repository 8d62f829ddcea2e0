/** Reads how many tests passed and failed from what the runners wrote. A runner that wrote nothing counts as a failure. */
import { readJson } from '../setup/files.mjs';

/** A stage that is one check: a linter, a type check. */
export const oneCheck = (status) => ({ passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 });

/** What cannot be tested here: a failure, unless the person said that skipping is all right. CI never says so. */
export function cannotRun(reason) {
  console.log(`Not run: ${reason}`);
  const allowed = process.env.STRATA_ALLOW_SKIP === '1';
  return { passed: 0, failed: allowed ? 0 : 1, skipped: allowed ? 1 : 0 };
}

export function vitestCounts(path, status) {
  const report = readJson(path);
  if (!report) return oneCheck(1);
  // A file that fails while it is loaded has no failed tests of its own.
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return atLeastOneFailure(
    { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests },
    status,
  );
}

export function playwrightCounts(path, status) {
  const stats = readJson(path)?.stats;
  if (!stats) return oneCheck(1);
  // A test that passes only the second time has failed once: it counts as failed.
  return atLeastOneFailure(
    { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped },
    status,
  );
}

/** The exit code has the last word: an unhandled error fails a run whose tests all passed. */
function atLeastOneFailure(counts, status) {
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
