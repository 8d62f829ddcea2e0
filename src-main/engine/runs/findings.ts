import { getLayer } from '#shared/layers/index.ts';
import { diagnose } from '#shared/training/health/detections/index.ts';
import type { Finding } from '#shared/training/health/finding.ts';
import type { EngineContext } from '../context.ts';
import { splitCounts } from '../datasets/summaries.ts';
import { getVersion } from '../db/datasets.ts';
import { healthAfter } from '../db/health.ts';
import { curvePoints } from '../db/metrics.ts';
import { getRun, type RunRow } from '../db/runs.ts';

/** Of a curve as many batches are looked at, of a run all observations that are kept. */
const BATCHES = 600;
const OBSERVATIONS = 1000;

/** What is wrong with a run as far as it has come. */
export function findingsOf({ db, queue }: EngineContext, reference: string): Finding[] {
  const { run } = getRun(db.read, reference);
  queue.active(run.id)?.flush();
  return diagnose({
    points: curvePoints(db.read, run.id, -1, BATCHES),
    observations: healthAfter(db.read, run.id, -1, OBSERVATIONS),
    graph: run.graph,
    config: run.config,
    state: run.state,
    parameters: run.parameters,
    error: run.error,
    ...factsOfData({ db }, run),
  });
}

function factsOfData({ db }: Pick<EngineContext, 'db'>, { datasetVersionId, graph }: RunRow) {
  if (datasetVersionId === null) return { classes: null, trainingSamples: null, validationSamples: null };
  const { version } = getVersion(db.read, datasetVersionId);
  const { train, validation } = splitCounts(db.read, version.id);
  const outputs = graph.nodes.filter(({ type }) => getLayer(type)?.role === 'output');
  const categories = version.columns.filter(({ classes }) => classes !== undefined);
  const isOne = outputs.length === 1 && categories.length === 1;
  return {
    classes: isOne ? (categories[0]?.classes?.length ?? null) : null,
    trainingSamples: train,
    validationSamples: validation > 0 ? validation : null,
  };
}
