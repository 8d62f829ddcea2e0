/**
 * `npm run test:soak`: random use of a real engine, with kills, for thirty minutes. `-- --minutes 2 --seed 5` for less, or
 * to repeat. Exit code 1 at the first thing that is wrong, with the last actions.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { mebibytes } from './memory.ts';
import { soak } from './soak.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
if (!(minutes > 0) || !Number.isSafeInteger(seed))
  throw new Error('Expected --minutes 30 and --seed 1, each a number.');

console.log(`Soak of ${minutes} minutes, seed ${seed}`);
const { faults, tally, memory, home } = await soak({ seconds: minutes * 60, seed, say: console.log });
console.log(`\n${tally.table()}`);
const { most, trend } = memory;
const flat = trend
  ? `; ${mebibytes(trend.first)} → ${mebibytes(trend.last)} in its last ${trend.minutes.toFixed(1)} minutes`
  : '';
console.log(`\nengine: at most ${mebibytes(most)}${flat}`);
console.log(`${tally.actions} actions, ${tally.kills} kills, seed ${seed}`);
if (faults.length > 0) {
  console.error(
    `\nWRONG:\n${faults.join('\n')}\n\nThe last actions:\n${tally.trace.join('\n')}\n\nLeft to be looked at: ${home}`,
  );
  process.exitCode = 1;
} else {
  console.log('A consistent database, no orphan file, no process left over, memory within its bound.');
}
