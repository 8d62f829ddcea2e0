import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writePictures } from '#main/engine/testing/picture-folder.ts';
import { RealEngine } from '#main/engine/testing/real-engine.ts';
import { createStatefulProject, startStatefulRun } from '#main/engine/testing/stateful-training.ts';
import { seededRandom } from '#shared/data/seeded-random.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { killers } from './killers.ts';

export interface Round {
  readonly way: RunConfig['engine'];
  readonly killed: string;
  readonly found: string;
  /** How often it was taken up again; 0: it had ended before the kill. */
  readonly resumed: number;
  readonly isSame: boolean;
}

interface Undisturbed {
  readonly weights: string;
  readonly ms: number;
}

const EPOCHS = 40;
const ways: readonly RunConfig['engine'][] = ['graph', 'eager'];

/** Trains, kills, resumes until it is done, and compares weights and optimizer with those of an undisturbed run. */
export async function killRounds(
  count: number,
  seed: number,
  say: (round: Round) => void,
): Promise<{ rounds: Round[]; faults: string[] }> {
  const engine = new RealEngine();
  const pictures = mkdtempSync(join(tmpdir(), 'strata-pictures-'));
  const random = seededRandom(seed);
  const rounds: Round[] = [];
  try {
    await writePictures(pictures, 20);
    await createStatefulProject(await engine.attach(), pictures);
    const expected = new Map<string, Undisturbed>();
    for (const way of ways) expected.set(way, await undisturbed(engine, way));
    const kinds = Object.entries(killers);
    // A kill that came too late shows nothing: another takes its place.
    for (let index = 0; rounds.filter(({ resumed }) => resumed > 0).length < count; index += 1) {
      if (index > 3 * count) throw new Error(`${index} rounds, and most kills came too late`);
      const way = ways[index % ways.length] as RunConfig['engine'];
      const [killed, kill] = kinds[Math.floor(index / ways.length) % kinds.length] as (typeof kinds)[number];
      const { weights, ms } = expected.get(way) as Undisturbed;
      const run = await startStatefulRun(await engine.attach(), { epochs: EPOCHS, engine: way });
      const found = await kill({ engine, run, usualMs: ms, random });
      const resumed = await resumeUntilDone(engine, run);
      const round = { way, killed, found, resumed, isSame: engine.weights(run) === weights };
      rounds.push(round);
      say(round);
    }
    return { rounds, faults: await engine.faultsAtRest() };
  } finally {
    await engine.end();
    rmSync(pictures, { recursive: true, force: true });
  }
}

async function undisturbed(engine: RealEngine, way: RunConfig['engine']): Promise<Undisturbed> {
  const began = performance.now();
  const run = await startStatefulRun(await engine.attach(), { epochs: EPOCHS, engine: way });
  const { engine: took, engineReason } = await engine.reach(run, 'completed');
  if (took !== way) throw new Error(`expected a run by ${way}; it was ${took}: ${engineReason}`);
  return { weights: engine.weights(run), ms: performance.now() - began };
}

async function resumeUntilDone(engine: RealEngine, run: string): Promise<number> {
  for (let resumed = 0; ; resumed += 1) {
    const { state } = await engine.reach(run, 'completed', 'interrupted');
    if (state === 'completed') return resumed;
    await (await engine.attach()).runs.resume({ run });
  }
}
