/**
 * `npm run bench:endurance`: how many pictures a second a training takes in, and whether its memory stays flat over many
 * steps and many epochs (within 5 % of what it was after the first). `-- --only feeding,steps,epochs` chooses; ends with 1
 * where a goal is missed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureFeeding } from './endurance/feeding.ts';
import { manyEpochs, manySteps } from './endurance/memory.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: 'feeding,steps,epochs' },
    steps: { type: 'string', default: '10000' },
    epochs: { type: 'string', default: '50' },
    pictures: { type: 'string', default: '50000' },
    engine: { type: 'string', default: 'graph' },
  },
});

const parts: Readonly<Record<string, (folder: string) => Promise<boolean>>> = {
  feeding: measureFeeding,
  steps: (folder) => manySteps(folder, Number(values.steps), values.engine),
  epochs: (folder) => manyEpochs(folder, Number(values.epochs), Number(values.pictures), values.engine),
};

console.log(`load ${loadavg()[0]?.toFixed(1)}`);
for (const name of values.only.split(',')) {
  const part = parts[name];
  if (!part) throw new Error(`No part ${name}; there are: ${Object.keys(parts).join(', ')}.`);
  const folder = mkdtempSync(join(tmpdir(), 'strata-endurance-'));
  try {
    if (!(await part(folder))) {
      console.log(`${name}: the goal is missed`);
      process.exitCode = 1;
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
