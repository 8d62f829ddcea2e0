import { setTimeout as sleep } from 'node:timers/promises';
import { halfWritten, killWhileSaving } from '#main/engine/testing/checkpoint-moment.ts';
import type { RealEngine } from '#main/engine/testing/real-engine.ts';
import type { SeededRandom } from '#shared/data/seeded-random.ts';

export interface Victim {
  readonly engine: RealEngine;
  readonly run: string;
  /** Of an undisturbed run, from its start to its end. */
  readonly usualMs: number;
  readonly random: SeededRandom;
}

/** Waits for its moment and kills with SIGKILL; says what it found. */
export type Killer = (victim: Victim) => Promise<string>;

const moment = async ({ usualMs, random }: Victim): Promise<string> => {
  const ms = random.below(Math.round(usualMs * 0.95));
  await sleep(ms);
  return `after ${ms} ms`;
};

export const killers: Readonly<Record<string, Killer>> = {
  trainer: async (victim) => {
    const when = await moment(victim);
    victim.engine.killTrainers();
    return when;
  },
  'trainer, writing a checkpoint': async ({ engine, run, random }) => {
    if (!(await killWhileSaving(engine, run, random))) return 'it had ended';
    // Read at once: the engine clears these away when it notices.
    const left = halfWritten(engine, run);
    return left.length === 0 ? 'just written' : `half written: ${left.length} files`;
  },
  engine: async (victim) => {
    const when = await moment(victim);
    await victim.engine.killEngine();
    return when;
  },
  everything: async (victim) => {
    const when = await moment(victim);
    victim.engine.family.kill();
    await victim.engine.family.gone(30_000);
    return when;
  },
};
