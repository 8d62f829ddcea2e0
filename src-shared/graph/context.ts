import type { DatasetShape } from '../data/types.ts';
import type { InferNode, InferredNode } from './infer-node.ts';
import type { Problem } from './problems.ts';
import { asShared } from './sharing.ts';
import type { Structure } from './structure.ts';
import type { TrainingFacts } from './training-facts.ts';
import type { Graph } from './types.ts';
import { ancestorsOf, inputsOf, type Wiring } from './wiring.ts';

/** What every rule of the analysis looks at. */
export interface AnalysisContext {
  readonly graph: Graph;
  readonly dataset: DatasetShape | null;
  readonly training: TrainingFacts | null;
  readonly wiring: Wiring;
  readonly order: readonly string[];
  readonly cycles: readonly (readonly string[])[];
  readonly nodes: ReadonlyMap<string, InferredNode>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Nodes that an output depends on; all of them while there is no output. */
  readonly live: ReadonlySet<string>;
}

/** One kind of finding. */
export interface Rule {
  /** Advice that only makes sense once the shapes are known: skipped while an error stands. */
  readonly needsSoundGraph?: true;
  readonly find: (context: AnalysisContext) => readonly Problem[];
}

export interface Asked {
  readonly graph: Graph;
  readonly dataset: DatasetShape | null;
  readonly training: TrainingFacts | null;
}

export function createContext(asked: Asked, structure: Structure, infer: InferNode): AnalysisContext {
  const { wiring, order, cycles } = structure;
  const nodes = new Map<string, InferredNode>();
  const visit = (id: string) => {
    const node = wiring.nodes.get(id);
    // A source on a cycle has not been visited: its output is unknown.
    const inputs = inputsOf(wiring, id).map(({ source, sourcePort }) => {
      const outputs = nodes.get(source)?.outputs ?? {};
      // A port's name comes from a file: `constructor` must not find what every object has.
      return Object.hasOwn(outputs, sourcePort) ? (outputs[sourcePort] ?? null) : null;
    });
    if (node) nodes.set(id, infer(asShared(wiring, node), inputs));
  };
  for (const id of order) visit(id);
  for (const id of cycles.flat()) visit(id);
  const inputs: string[] = [];
  const outputs: string[] = [];
  for (const [id, { definition }] of nodes) {
    if (definition?.role === 'input') inputs.push(id);
    else if (definition?.role === 'output') outputs.push(id);
  }
  const live = outputs.length > 0 ? ancestorsOf(wiring, outputs) : new Set(wiring.nodes.keys());
  return { ...asked, wiring, order, cycles, nodes, inputs, outputs, live };
}
