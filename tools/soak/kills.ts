import { setTimeout as sleep } from 'node:timers/promises';
import type { World } from './world.ts';

/** A trainer that lost its engine finishes the step it is in, then ends. */
const ORPHAN_MS = 30_000;

/** Each way to go down without a word. The next request starts the engine again. */
export const kills: Readonly<Record<string, (world: World) => Promise<void>>> = {
  'kill trainer': async ({ engine }) => engine.killTrainers(),
  'kill engine': async (world) => {
    await world.engine.killEngine();
    world.forgetClient();
    // Half the time the next engine is there before the old one's trainers have ended.
    if (world.chance(50)) await world.engine.family.gone(ORPHAN_MS, 'trainer');
  },
  'kill everything': async (world) => {
    world.engine.family.kill();
    await world.engine.family.gone(ORPHAN_MS);
    world.forgetClient();
  },
};

/** Kills at a random moment of what is being done. */
export async function killDuring(
  world: World,
  kind: string,
  work: () => Promise<string | null>,
): Promise<string | null> {
  world.noteKill();
  const [killed, result] = await Promise.allSettled([
    sleep(world.random.below(2500)).then(async () => {
      await kills[kind]?.(world);
      world.noteKill();
    }),
    work(),
  ]);
  if (killed.status === 'rejected') throw killed.reason;
  if (result.status === 'rejected') throw result.reason;
  return result.value;
}
