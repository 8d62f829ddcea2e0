/**
 * `npm run test:parity`: replay against eager for every configuration of every layer, each loss, metric and optimizer,
 * over 25 steps. What follows is handed to vitest: `-- -t lstm`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const { status } = spawnSync(
  process.execPath,
  [vitest, 'run', '--project', 'tensor', 'parity.tensor.test.ts', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...process.env, STRATA_PARITY: 'all' } },
);
process.exitCode = status ?? 1;
