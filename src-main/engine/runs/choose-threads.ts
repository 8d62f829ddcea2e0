import { createHash } from 'node:crypto';
import { availableParallelism, cpus } from 'node:os';
import type { PackedData } from '#shared/contract/trainer.ts';
import type { ThreadChoice } from '#shared/training/computing.ts';
import type { EngineContext } from '../context.ts';
import { type RunRow, threadsOfTwin } from '../db/runs.ts';

/** Shorter runs would save less than trying takes. */
const WORTH_STEPS = 10_000;
/** A step that is longer than this has work for every thread. */
const LONG_STEP = 0.05;
/** In all: nobody should wait for this. */
const MOST_MS = 6000;
/** Fewer threads leave more of the machine to others: they are taken where they are as fast within this. */
const AS_FAST = 1.02;

/** Seconds of a step with so many threads, in a process of its own: TensorFlow reads their number once. */
export type TimeSteps = (threads: number, signal: AbortSignal) => Promise<number>;

interface Machine {
  readonly cores: number;
  readonly model: string;
}
const thisMachine = (): Machine => ({ cores: availableParallelism(), model: cpus()[0]?.model.trim() ?? 'unknown' });

/**
 * How many threads a run computes with: what was asked for; what it, or one like it, had before, since another number adds
 * up in another order; else, for a run that is long enough, the fastest of a few that are tried out.
 */
export async function chooseThreads(
  context: EngineContext,
  row: RunRow,
  data: PackedData,
  signal: AbortSignal,
): Promise<ThreadChoice | null> {
  const { config, graph } = row;
  if (row.computing?.threads) return row.computing.threads;
  // From here on the card adds up.
  if (config.device?.startsWith('gpu')) return null;
  const machine = thisMachine();
  if (config.threads) return { count: config.threads, reason: 'it was asked for', key: null };
  const all = (reason: string): ThreadChoice => ({ count: machine.cores, reason, key: null });
  if (machine.cores === 1) return all('the machine has no more');
  const steps = Math.ceil(data.splits.train.length / config.batchSize) * config.epochs;
  const key = keyOf(row, machine);
  const twin = threadsOfTwin(context.db.read, key);
  if (twin) return twin;
  if (steps < WORTH_STEPS) return all('the run is too short for others to be tried');
  const time: TimeSteps = async (threads, own) => {
    const trainer = await context.startTrainer({ run: row.id, threads, device: 'cpu' });
    try {
      return (await trainer.client.timeSteps({ graph, config, data }, { signal: own })).seconds;
    } finally {
      await trainer.stop(0);
    }
  };
  return { ...(await fastest(machine.cores, time, signal)), key };
}

/** Tries a few numbers of threads, for a bounded time. Exported for its test. */
export async function fastest(
  cores: number,
  time: TimeSteps,
  signal: AbortSignal,
  mostMs = MOST_MS,
): Promise<{ count: number; reason: string }> {
  const limit = AbortSignal.timeout(mostMs);
  const either = AbortSignal.any([limit, signal]);
  try {
    const everything = await time(cores, either);
    if (everything > LONG_STEP) return { count: cores, reason: `a step takes ${inWords(everything)}: all have work` };
    let best = { count: cores, seconds: everything };
    for (const count of [4, 1].filter((each) => each < cores)) {
      const seconds = await time(count, either);
      if (seconds <= best.seconds * AS_FAST) best = { count, seconds };
    }
    if (best.count === cores) return { count: cores, reason: `fewer were slower than ${inWords(everything)} a step` };
    return {
      count: best.count,
      reason: `${inWords(best.seconds)} a step were measured, with ${cores} it was ${inWords(everything)}`,
    };
  } catch {
    signal.throwIfAborted();
    // A network that can't be trained fails as the run that it is, with its own words.
    return {
      count: cores,
      reason: limit.aborted ? 'trying out others took too long' : 'others could not be tried out',
    };
  }
}

const inWords = (seconds: number): string => {
  const milliseconds = seconds * 1000;
  return `${milliseconds < 100 ? milliseconds.toPrecision(2) : Math.round(milliseconds)} ms`;
};

/** Equal for trainings whose steps do the same on the same machine. */
function keyOf({ graph, config }: Pick<RunRow, 'graph' | 'config'>, machine: Machine): string {
  const nodes = graph.nodes.map(({ id, type, params }) => [id, type, params]);
  const edges = graph.edges.map(({ source, sourcePort, target, targetPort }) => [
    source,
    sourcePort,
    target,
    targetPort,
  ]);
  const { batchSize, optimizer, engine, xla } = config;
  const facts = [machine, nodes, edges, batchSize, optimizer.name, engine ?? null, xla ?? false];
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 24);
}
