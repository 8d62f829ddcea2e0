import type { DatasetShape } from '../data/types.ts';
import { knownElements } from '../shapes/tensors.ts';
import type { GraphAnalysis } from './analysis-result.ts';
import { type AnalysisContext, type Asked, createContext } from './context.ts';
import { createInferNode, type InferNode, inferNode } from './infer-node.ts';
import type { Problem, Severity } from './problems.ts';
import { createReceptiveFields, type ReceptiveFieldsOf, receptiveFields } from './receptive-field.ts';
import { rules } from './rules/index.ts';
import { createStructureOf, type StructureOf, structureOf } from './structure.ts';
import type { TrainingFacts } from './training-facts.ts';
import type { Graph } from './types.ts';

const severityRank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, tip: 2 };

interface Parts {
  readonly structureOf: StructureOf;
  readonly infer: InferNode;
  readonly fieldsOf: ReceptiveFieldsOf;
}

type Analyze = (graph: Graph, dataset?: DatasetShape | null, training?: TrainingFacts | null) => GraphAnalysis;

/**
 * Works out shapes, weights and problems of any graph, however broken; with a dataset, also whether they fit; with what
 * is known of the training, also what of that is asking for trouble.
 */
export const analyzeGraph: Analyze = (graph, dataset = null, training = null) =>
  analyzeWith({ structureOf, infer: inferNode, fieldsOf: receptiveFields }, { graph, dataset, training });

/** An `analyzeGraph` that remembers, for a canvas that asks after each edit: only what lies below it is inferred again. */
export function createAnalyzer(): Analyze {
  const parts = { structureOf: createStructureOf(), infer: createInferNode(), fieldsOf: createReceptiveFields() };
  return (graph, dataset = null, training = null) => analyzeWith(parts, { graph, dataset, training });
}

function analyzeWith(parts: Parts, asked: Asked): GraphAnalysis {
  const context = createContext(asked, parts.structureOf(asked.graph), parts.infer);
  const found: Problem[] = [];
  for (const rule of rules) {
    if (rule.needsSoundGraph && found.some((problem) => problem.severity === 'error')) continue;
    found.push(...rule.find(context));
  }
  // Stable: within a severity, problems stay in the order of the rules.
  const problems = found.toSorted((a, b) => severityRank[a.severity] - severityRank[b.severity]);
  const sound = problems.every((problem) => problem.severity !== 'error');
  return {
    nodes: context.nodes,
    problems,
    receptiveFields: parts.fieldsOf(context.wiring, context.order, context.nodes),
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
