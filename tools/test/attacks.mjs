/** What the security tests tried, added up: attack → tried → refused. Read from the reports of vitest and Playwright. */
import { join } from 'node:path';
import { readJson } from '../setup/files.mjs';
import { projectRoot } from '../setup/paths.mjs';

const reportOf = (stage) => join(projectRoot, 'test-results', `${stage}.json`);

/** Of vitest: in the meta data of each test (tools/vitest/attacks.ts). */
const ofVitest = (report) =>
  (report.testResults ?? []).flatMap((file) => file.assertionResults.flatMap((test) => test.meta?.attacks ?? []));

/** Of Playwright: annotations of the type `attack`, described as `NAME: TRIED tried, REFUSED refused`. */
function ofPlaywright(suite) {
  const annotations = (suite.specs ?? []).flatMap((spec) => spec.tests.flatMap((test) => test.annotations));
  const attacks = annotations.flatMap(({ type, description }) => {
    const [, name, tried, refused] =
      (type === 'attack' && /^(.*): (\d+) tried, (\d+) refused$/.exec(description)) || [];
    return name ? [{ name, tried: Number(tried), refused: Number(refused) }] : [];
  });
  return [...attacks, ...(suite.suites ?? []).flatMap(ofPlaywright)];
}

/** Of the stages that ran just now; others may have left reports of another day. */
export function readAttacks(stages, fileOf = reportOf) {
  const all = stages.flatMap((stage) => {
    const report = readJson(fileOf(stage));
    return report ? [...ofVitest(report), ...ofPlaywright(report)] : [];
  });
  const sums = new Map();
  for (const { name, tried, refused } of all) {
    const sum = sums.get(name) ?? { name, tried: 0, refused: 0 };
    sums.set(name, { name, tried: sum.tried + tried, refused: sum.refused + refused });
  }
  return [...sums.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/** Empty where no security test ran. What is not refused had no effect: a valid variation among the malformed ones. */
export function formatAttacks(attacks) {
  if (attacks.length === 0) return '';
  const width = Math.max(...attacks.map(({ name }) => name.length));
  const row = (name, tried, refused) =>
    `${name.padEnd(width)}  ${String(tried).padStart(7)}  ${String(refused).padStart(7)}`;
  const total = (key) => attacks.reduce((sum, attack) => sum + attack[key], 0);
  const rows = attacks.map(({ name, tried, refused }) => row(name, tried, refused));
  return [row('attack', 'tried', 'refused'), ...rows, row('all', total('tried'), total('refused'))].join('\n');
}
