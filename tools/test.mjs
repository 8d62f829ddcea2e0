/**
 * `npm test`: sets up the project and what tests need, runs every check, and closes with a table. Every stage runs, also
 * after a failed one. `npm test -- unit e2e` runs some of them, `npm run test:security` what attacks the program. Where
 * attacks were tried, a table says which and how many.
 */
import { setUp } from './setup/set-up.mjs';
import { formatAttacks, readAttacks } from './test/attacks.mjs';
import { SECURITY_STAGES, STAGES } from './test/stages.mjs';
import { formatSummary } from './test/summary.mjs';

function chooseStages(names) {
  if (names[0] === '--security') return SECURITY_STAGES;
  const known = STAGES.map((stage) => stage.name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`Unknown stage ${unknown.join(', ')}; there are: ${known.join(', ')}.`);
  return names.length === 0 ? STAGES : STAGES.filter((stage) => names.includes(stage.name));
}

async function timed(name, check) {
  const start = Date.now();
  const counts = await check();
  return { stage: name, ...counts, seconds: Math.round((Date.now() - start) / 1000) };
}

/** What cannot be tested here: a failure, unless the person said that skipping is all right. CI never says so. */
function describeSetUp(failures) {
  if (failures.length === 0) return { passed: 1, failed: 0, skipped: 0 };
  const allowed = process.env.STRATA_ALLOW_SKIP === '1';
  return { passed: 0, failed: allowed ? 0 : failures.length, skipped: allowed ? failures.length : 0 };
}

async function main() {
  const stages = chooseStages(process.argv.slice(2));
  const forE2e = stages.some((stage) => stage.needsTestSetUp);
  let failures = [];
  const rows = [
    await timed('set-up', async () => {
      // The official Electron is only preferred here: without it, tests drive the one made for them.
      failures = (await setUp({ forTests: true, forE2e })).filter((failure) => failure.step !== 'Electron');
      return describeSetUp(failures);
    }),
  ];
  for (const stage of stages) {
    console.log(`\n── ${stage.name} ${'─'.repeat(60 - stage.name.length)}`);
    if (stage.needsTestSetUp && failures.length > 0) {
      console.log(`Not run: ${failures.map((failure) => failure.message).join('\n')}`);
      rows.push({ stage: stage.name, passed: 0, failed: 0, skipped: 1, seconds: 0 });
      continue;
    }
    rows.push(await timed(stage.name, stage.run));
  }
  const attacks = formatAttacks(readAttacks(stages.map((stage) => stage.name)));
  if (attacks) console.log(`\n${attacks}`);
  console.log(`\n${formatSummary(rows)}`);
  if (rows.some((row) => row.failed > 0)) process.exitCode = 1;
}

main().catch((error) => {
  console.error(error.message);
  console.log('\n0 passed, 1 failed');
  process.exitCode = 1;
});
