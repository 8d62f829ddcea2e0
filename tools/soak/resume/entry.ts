/**
 * `npm run soak:resume`: a training is killed with SIGKILL at twenty random moments, while a checkpoint is written too,
 * by replay and eagerly, and resumed each time: the weights must be those of an undisturbed run, bit for bit.
 * `-- --kills 4 --seed 5` for less, or to repeat. Exit code 1 where they differ.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { killRounds, type Round } from './rounds.ts';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
  },
});
const [kills, seed] = [Number(values.kills), Number(values.seed)];
if (!(kills > 0) || !Number.isSafeInteger(seed)) throw new Error('Expected --kills 20 and --seed 1, each a number.');

const row = (...cells: string[]) =>
  [8, 32, 28, 10].map((width, at) => (cells[at] ?? '').padEnd(width)).join('') + (cells[4] ?? '');
const rowOf = ({ way, killed, found, resumed, isSame }: Round) =>
  row(way, killed, found, resumed === 0 ? 'too late' : String(resumed), isSame ? 'the same' : 'OTHERS');

console.log(`${kills} kills, seed ${seed}\n\n${row('engine', 'killed', 'when', 'resumed', 'weights')}`);
const { rounds, faults } = await killRounds(kills, seed, (round) => console.log(rowOf(round)));
const killed = rounds.filter(({ resumed }) => resumed > 0);
const differing = rounds.filter(({ isSame }) => !isSame);
const half = killed.filter(({ found }) => found.startsWith('half')).length;
console.log(
  `\n${killed.length} kills, ${half} of them in the middle of a checkpoint; other weights: ${differing.length}; seed ${seed}`,
);
if (differing.length > 0 || faults.length > 0) {
  console.error(`WRONG: ${faults.join('\n') || 'weights differ'}`);
  process.exitCode = 1;
}
