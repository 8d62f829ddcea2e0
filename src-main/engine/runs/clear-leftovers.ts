import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineContext } from '../context.ts';
import { listEvaluations } from '../db/evaluations.ts';
import { allRunIds } from '../db/runs.ts';
import { predictionsFile } from '../evaluate/predictions-file.ts';

/** Files of runs that are gone, and predictions that no evaluation stands on. */
export async function clearRunLeftovers({ home, db }: Pick<EngineContext, 'home' | 'db'>): Promise<void> {
  const runs = new Set(allRunIds(db.read));
  for (const folder of [home.runs, home.predictions]) {
    for (const name of await readdir(folder)) {
      if (!runs.has(name)) await rm(join(folder, name), { recursive: true, force: true });
    }
  }
  const evaluated = new Set(
    listEvaluations(db.read).map(({ runId, split, step }) => predictionsFile(home, runId, split, step)),
  );
  for (const run of await readdir(home.predictions)) {
    for (const name of await readdir(join(home.predictions, run))) {
      const path = join(home.predictions, run, name);
      if (!evaluated.has(path)) await rm(path, { recursive: true, force: true });
    }
  }
}
