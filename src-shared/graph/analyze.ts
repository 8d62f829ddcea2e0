import type { DatasetShape } from '../data/types.ts';
import { knownElements } from '../shapes/tensors.ts';
import type { GraphAnalysis } from './analysis-result.ts';
import { type AnalysisContext, createContext } from './context.ts';
import { createInferNode, type InferNode, inferNode } from './infer-node.ts';
import type { Problem, Severity } from './problems.ts';
import { receptiveFields } from './receptive-field.ts';
import { rules } from './rules/index.ts';
import type { Graph } from './types.ts';

const severityRank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, tip: 2 };

/** Works out shapes, weights and problems of any graph, however broken; with a dataset, also whether they fit. */
export const analyzeGraph = (graph: Graph, dataset: DatasetShape | null = null): GraphAnalysis =>
  analyzeWith(inferNode, graph, dataset);

/** An `analyzeGraph` that remembers, for a canvas that asks after each edit. */
export function createAnalyzer(): typeof analyzeGraph {
  const remembering = createInferNode();
  return (graph, dataset = null) => analyzeWith(remembering, graph, dataset);
}

function analyzeWith(infer: InferNode, graph: Graph, dataset: DatasetShape | null): GraphAnalysis {
  const context = createContext(graph, dataset, infer);
  const found: Problem[] = [];
  for (const rule of rules) {
    const hasErrors = found.some((problem) => problem.severity === 'error');
    if (rule.needsSoundGraph && hasErrors) continue;
    found.push(...rule.find(context));
  }
  // Stable: within a severity, problems stay in the order of the rules.
  const problems = found.toSorted((a, b) => severityRank[a.severity] - severityRank[b.severity]);
  const sound = problems.every((problem) => problem.severity !== 'error');
  return {
    nodes: context.nodes,
    problems,
    receptiveFields: receptiveFields(context.wiring, context.order, context.nodes),
    order: context.order,
    totals: sound ? totalsOf(context) : null,
  };
}

/** Over the nodes that lead to an output; the others are no part of the model. */
export function totalsOf(context: AnalysisContext): NonNullable<GraphAnalysis['totals']> {
  const totals = { parameters: 0, trainable: 0, flops: 0, activationBytes: 0 };
  for (const id of context.live) {
    const node = context.nodes.get(id);
    if (!node?.output) continue;
    totals.parameters += node.parameters ?? 0;
    for (const weight of node.weights ?? []) {
      if (weight.trainable) totals.trainable += weight.shape.reduce((count, size) => count * size, 1);
    }
    totals.flops += node.flops ?? 0;
    totals.activationBytes += 4 * knownElements(node.output);
  }
  return totals;
}
