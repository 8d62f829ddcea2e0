import type { RunDetail } from '#shared/contract/requests/runs.ts';
import { originOf } from '#shared/training/run-origin.ts';

export interface RunDifference {
  /** `config.optimizer.learningRate`, `graphVersion`, `metrics.val_accuracy` */
  readonly what: string;
  readonly a: unknown;
  readonly b: unknown;
}

type RunFacts = Pick<
  RunDetail,
  'project' | 'dataset' | 'opened' | 'graphVersion' | 'parameters' | 'config' | 'bestEpoch' | 'metrics'
>;

/** What two runs were and what became of them, where that differs. */
export function runDifferences(a: RunFacts, b: RunFacts): RunDifference[] {
  const [left, right] = [facts(a), facts(b)];
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((what) => ({ what, a: left.get(what) ?? null, b: right.get(what) ?? null }))
    .filter((row) => row.a !== row.b);
}

function facts({ project, dataset, opened, graphVersion, parameters, config, bestEpoch, metrics }: RunFacts) {
  const found = new Map<string, unknown>();
  const data = originOf({ dataset, opened });
  flatten({ project: project.name, dataset: data, graphVersion, parameters, config, bestEpoch, metrics }, '', found);
  return found;
}

function flatten(value: object, prefix: string, into: Map<string, unknown>): void {
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null) flatten(inner, `${prefix}${key}.`, into);
    else into.set(prefix + key, inner);
  }
}
