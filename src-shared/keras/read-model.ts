import { z } from 'zod';
import { applyEdit } from '../graph/apply-edit.ts';
import { connectEdit } from '../graph/insert.ts';
import { nextId } from '../graph/names.ts';
import { tidy } from '../graph/tidy-layout.ts';
import type { Graph, GraphNode } from '../graph/types.ts';
import { AppError } from '../util/app-error.ts';
import type { LostOption } from './layer-reader.ts';
import { isDeeperThan } from './model-config.ts';
import { ModelReader, type Source, type WeightGroup } from './model-reader.ts';

/** Deeper than any model that nests as deep as is read; see `MAX_NESTING`. */
const MAX_DEPTH = 200;

const file = z.looseObject({ class_name: z.string(), config: z.unknown() });

export interface ReadModel {
  readonly name: string | null;
  readonly graph: Graph;
  readonly weights: readonly WeightGroup[];
  /** What the file asks for and the catalogue's layers don't do: never dropped in silence. */
  readonly lost: readonly (LostOption & { readonly node: string })[];
}

/**
 * Reads the model that a Keras 3 `config.json` describes onto a canvas. Throws FILE_FORMAT with a reason for what is no
 * such model; a layer of an unknown class becomes a placeholder.
 */
export function readKerasModel(json: unknown): ReadModel {
  if (isDeeperThan(json, MAX_DEPTH)) throw new AppError('FILE_FORMAT', 'The model nests too deep to be read.');
  const head = file.safeParse(json);
  if (!head.success) throw new AppError('FILE_FORMAT', 'This is no Keras model: it names no class and config.');
  const { class_name: className, config } = head.data;
  if (!['Functional', 'Sequential', 'Model'].includes(className)) {
    const message = `A model of the class ${className} is built by code that the file doesn't hold; a Sequential or Functional model can be opened.`;
    throw new AppError('NOT_SUPPORTED', message, { found: className });
  }
  const reader = new ModelReader();
  try {
    const { graph, outputs, name } = reader.read(className, config);
    return { name, graph: tidied(withOutputs(graph, outputs)), weights: reader.weights, lost: reader.lost };
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
    const issue = error.issues[0];
    const place = issue?.path.join('.') || 'the model';
    throw new AppError(
      'FILE_FORMAT',
      `The Keras model can't be read: ${place}: ${issue?.message}.`,
      {},
      { cause: error },
    );
  }
}

const FINAL = ['softmax', 'sigmoid', 'linear'];

/** Every result of the model leaves through an output: its last activation layer where it ends in one, else a new one. */
function withOutputs(graph: Graph, outputs: readonly Source[]): Graph {
  const feeds = new Set(graph.edges.map((edge) => edge.source));
  const shared = new Set(graph.nodes.flatMap((node) => node.shares ?? []));
  const ends = outputs.map(({ id }) => id);
  const isFinal = (node: GraphNode | undefined): boolean =>
    node?.type === 'activation' &&
    FINAL.includes(String(node.params.activation)) &&
    !feeds.has(node.id) &&
    !shared.has(node.id) &&
    node.shares === undefined &&
    ends.filter((end) => end === node.id).length === 1;
  let next = graph;
  for (const { id, port } of outputs) {
    const node = next.nodes.find((candidate) => candidate.id === id);
    if (node && isFinal(node)) {
      next = { ...next, nodes: next.nodes.map((other) => (other === node ? { ...node, type: 'output' } : other)) };
      continue;
    }
    const output = {
      id: nextId(next, 'output'),
      type: 'output',
      params: { activation: 'linear' },
      position: { x: 0, y: 0 },
    };
    const grown = { ...next, nodes: [...next.nodes, output] };
    const edge = connectEdit(grown, id, output.id);
    const edges = edge.kind === 'add-edge' ? [...grown.edges, { ...edge.edge, sourcePort: port }] : grown.edges;
    next = { ...grown, edges };
  }
  return next;
}

function tidied(graph: Graph): Graph {
  const result = applyEdit(graph, tidy(graph));
  return result.ok ? result.graph : graph;
}
