import type { DatasetShape } from '#shared/data/types.ts';
import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import { type BoundOutput, bindOutput, placeOf } from '#shared/graph/bind-output.ts';
import type { Graph, GraphNode } from '#shared/graph/types.ts';
import { getLayer } from '#shared/layers/index.ts';
import { getLoss, lossNames } from '#shared/training/losses/index.ts';
import { getMetric, metricNames } from '#shared/training/metrics/index.ts';

interface Place {
  readonly graph: Graph;
  readonly analysis: GraphAnalysis;
  readonly dataset: DatasetShape | null;
}

/** What an output learns; null for other layers, without data, and where nothing fits. */
export function learnedBy(node: GraphNode, { graph, analysis, dataset }: Place): BoundOutput | null {
  if (!dataset || getLayer(node.type)?.role !== 'output') return null;
  return bindOutput(node, dataset, placeOf(graph, analysis.nodes.get(node.id))).bound;
}

/** Losses and metrics that can learn and judge a target; all others would be a problem on the node. */
export function fittingChoices({ target }: BoundOutput): { loss: readonly string[]; metrics: readonly string[] } {
  return {
    loss: ['auto', ...lossNames.filter((name) => getLoss(name).targets.includes(target.type))],
    metrics: metricNames.filter((name) => getMetric(name).targets.includes(target.type)),
  };
}

/** What is made small, and what is told besides, in words. */
export function HowItLearns({ loss, metrics }: BoundOutput) {
  const { title, description, formula } = getLoss(loss.name);
  return (
    <section className="inspector-section" aria-label="How it learns">
      <h2>How it learns</h2>
      <p className="t2">
        <b>{title}.</b> {description}
      </p>
      <p className="mono formula selectable">{formula}</p>
      {metrics.map(({ name }, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two of a kind differ by nothing but their place
        <p key={place} className="t2">
          <b>{getMetric(name).title}:</b> {getMetric(name).description}
        </p>
      ))}
    </section>
  );
}
