import type { Graph } from '../../graph/types.ts';
import type { ErrorData } from '../../util/app-error.ts';
import type { MetricPoint, RunConfig, RunState } from '../run.ts';
import type { Finding } from './finding.ts';
import type { HealthObservation, LayerHealth } from './observation.ts';

/** All that is known of a training. Curves and observations are in order of their steps. */
export interface Evidence {
  readonly points: readonly MetricPoint[];
  readonly observations: readonly HealthObservation[];
  /** Null while it isn't known. */
  readonly graph: Graph | null;
  readonly config: RunConfig;
  readonly state: RunState;
  /** Of what it learns to tell apart; null where it learns something else. */
  readonly classes: number | null;
  readonly trainingSamples: number | null;
  readonly validationSamples: number | null;
  readonly parameters: number | null;
  /** What ended the run, where that wasn't its own end. */
  readonly error: ErrorData | null;
}

/** Looks for one fault. Pure, and silent rather than wrong. */
export interface Detection {
  readonly code: Finding['code'];
  readonly detect: (evidence: Evidence) => Omit<Finding, 'code'> | null;
}

export const epochsOf = ({ points }: Evidence): MetricPoint[] => points.filter(({ scope }) => scope === 'epoch');

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? Number.NaN)
    : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? 0)) / 2;
}

/** A share of the batches stands for the beginning, and as many for now; wild single ones don't count. */
const SHARE = 0.1;
const FEWEST = 5;
const MOST = 50;

/** The training loss at the beginning and now; null before there is enough of it. */
export function lossCourse({ points }: Evidence): { readonly first: number; readonly last: number } | null {
  const losses = points.flatMap(({ scope, values }) =>
    scope === 'batch' && typeof values.loss === 'number' ? [values.loss] : [],
  );
  if (losses.length < 2 * FEWEST) return null;
  const count = Math.min(MOST, Math.max(FEWEST, Math.floor(losses.length * SHARE)));
  return { first: median(losses.slice(0, count)), last: median(losses.slice(-count)) };
}

/** A layer in each observation, where it was looked at. */
export const courseOf = (observations: readonly HealthObservation[], node: string): LayerHealth[] =>
  observations.flatMap(({ layers }) => layers.find((layer) => layer.node === node) ?? []);

/** Layers with trained weights, sources first. */
export const weightedNodes = ({ observations }: Evidence): string[] =>
  (observations.at(-1)?.layers ?? []).filter(({ size }) => size > 0).map(({ node }) => node);

/** The first of the last observations on that all say the same of a layer; null where fewer than `least` do. */
export function since(
  observations: readonly HealthObservation[],
  node: string,
  least: number,
  is: (layer: LayerHealth) => boolean,
): HealthObservation | null {
  let begin: HealthObservation | null = null;
  let count = 0;
  for (let index = observations.length - 1; index >= 0; index--) {
    const observation = observations[index] as HealthObservation;
    const layer = observation.layers.find((one) => one.node === node);
    if (!layer || !is(layer)) break;
    begin = observation;
    count++;
  }
  return count >= least ? begin : null;
}

/** The learning rate in words: 0.001, 3e-5. */
export const rateWords = (rate: number): string => String(Number(rate.toPrecision(2)));

const LEAST_RATE = 1e-4;

/** Another learning rate, as it can be had at one click: in the run that trains, from its best weights, or anew. */
export function rateRemedy(
  { state, points, config }: Evidence,
  factor: number,
  keep: boolean,
): Finding['tries'][number] {
  const rate = config.optimizer.learningRate;
  // A rate of next to nothing has no neighbour worth trying.
  const learningRate = Math.max(factor > 1 ? LEAST_RATE : 0, Number((rate * factor).toPrecision(2)));
  const words = `a learning rate of ${rateWords(learningRate)} instead of ${rateWords(rate)}`;
  const isTraining = state === 'running' || state === 'paused';
  if (keep && isTraining) return { text: `Go on with ${words}.`, remedy: { do: 'set-rate', learningRate } };
  if (keep && points.some(({ scope }) => scope === 'epoch')) {
    return {
      text: `Go on from the best weights with ${words}.`,
      remedy: { do: 'branch', checkpoint: 'best', learningRate },
    };
  }
  return { text: `Train again with ${words}.`, remedy: { do: 'retrain', learningRate } };
}

/** Many lengths below those that explode, and above those of a training that goes well. */
const USUAL_CLIP = 1;

/** Anew with bounded gradients; where they were bounded already, by a tenth of it. */
export function clipRemedy({ config }: Evidence): Finding['tries'][number] {
  const before = config.optimizer.clip;
  const clip = before
    ? { ...before, limit: Number((before.limit / 10).toPrecision(2)) }
    : { by: 'global_norm' as const, limit: USUAL_CLIP };
  const words = before ? `clipped at ${clip.limit} instead of ${before.limit}` : `clipped to a length of ${clip.limit}`;
  return { text: `Train again with gradients ${words}.`, remedy: { do: 'retrain', clip } };
}

export const findRate = (text: string): Finding['tries'][number] => ({ text, remedy: { do: 'find-rate' } });

export const lookAtData = (text: string): Finding['tries'][number] => ({ text, remedy: { do: 'data' } });

export const design = (text: string, node: string | null = null): Finding['tries'][number] => ({
  text,
  remedy: { do: 'design', node },
});
