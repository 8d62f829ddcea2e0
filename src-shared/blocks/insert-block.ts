import { analyzeGraph } from '../graph/analyze.ts';
import { nextEdgeId, nextId } from '../graph/names.ts';
import { below, extentIn, makeRoom } from '../graph/room.ts';
import { ROW } from '../graph/splice.ts';
import type { Graph, GraphEdge, GraphEdit } from '../graph/types.ts';
import type { InputPort } from '../layers/definition.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { BlockParts, type Source } from './block-parts.ts';
import type { BlockDefinition, BlockInput } from './definition.ts';

/** Where a block goes: by itself, below the layers that feed it (in the order of its inputs), or onto a connection. */
export type BlockPlace =
  | { readonly kind: 'free'; readonly position?: { readonly x: number; readonly y: number } }
  | {
      readonly kind: 'after';
      readonly sources: readonly Source[];
      readonly position?: { readonly x: number; readonly y: number };
      /** Null: in no group; left out, in that of the first source. */
      readonly parent?: string | null;
    }
  | { readonly kind: 'edge'; readonly edge: string };

export interface BlockOptions {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly title?: string;
  readonly collapsed?: boolean;
  /** Shapes at the outputs of the graph's layers, where they are known already; worked out otherwise. */
  readonly shapeOf?: (source: Source) => SymbolicTensor | null;
}

export interface InsertedBlock {
  readonly edit: GraphEdit;
  readonly group: string;
  readonly ids: readonly string[];
  /** What the block gives. */
  readonly exit: Source;
}

/**
 * The edit that puts a block on the canvas as a group. Null where the place is not there. Parameters that don't parse
 * are replaced by their defaults; what leads into inputs that nothing feeds yet stays open.
 */
export function insertBlock(
  graph: Graph,
  block: BlockDefinition,
  place: BlockPlace,
  options: BlockOptions = {},
): InsertedBlock | null {
  const spot = spotOf(graph, place);
  if (!spot) return null;
  const group = nextId({ nodes: [...graph.nodes, ...(graph.groups ?? [])] }, block.type);
  const parts = new BlockParts(graph, group, spot.position);
  const parsed = block.params.safeParse(options.params ?? {});
  const shapeOf = options.shapeOf ?? shapesIn(graph);
  const inputAt = ({ name }: InputPort, index: number): BlockInput => {
    const source = spot.sources[index];
    return { from: source ?? { id: `@${name}`, port: 'out' }, shape: source ? shapeOf(source) : null };
  };
  const [main, ...others] = block.ports;
  const exit = block.build(
    parts,
    inputAt(main, 0),
    parsed.success ? parsed.data : block.params.parse({}),
    others.map((port, index) => inputAt(port, index + 1)),
  );
  const known = new Set([...graph.nodes, ...parts.nodes].map(({ id }) => id));
  // An input that nothing feeds yet stays open.
  const edges = parts.edges.filter((edge) => known.has(edge.source));
  const parent = spot.parent === undefined ? {} : { parent: spot.parent };
  const title = options.title ?? block.title;
  const edits: GraphEdit[] = [
    ...(spot.onto ? makeRoom(graph, spot.position.y + parts.extent - spot.below, spot.below) : []),
    { kind: 'add-group', group: { id: group, title, collapsed: options.collapsed ?? true, ...parent } },
    ...parts.nodes.map((node): GraphEdit => ({ kind: 'add-node', node })),
    ...edges.map((edge): GraphEdit => ({ kind: 'add-edge', edge })),
    ...(spot.onto ? redirected(graph, spot.onto, exit, edges) : []),
  ];
  return { edit: { kind: 'batch', edits }, group, ids: parts.nodes.map(({ id }) => id), exit };
}

interface Spot {
  readonly position: { readonly x: number; readonly y: number };
  readonly sources: readonly Source[];
  readonly parent?: string | undefined;
  /** The connection that the block replaces, and where its target lies. */
  readonly onto?: GraphEdge;
  readonly below: number;
}

function spotOf(graph: Graph, place: BlockPlace): Spot | null {
  const nodeOf = (id: string | undefined) => graph.nodes.find((node) => node.id === id);
  if (place.kind === 'free') {
    const lowest = Math.max(-ROW, ...graph.nodes.map((node) => node.position.y));
    const position = place.position ?? { x: graph.nodes[0]?.position.x ?? 0, y: lowest + ROW };
    return { position, sources: [], below: 0 };
  }
  if (place.kind === 'after') {
    const nodes = place.sources.map(({ id }) => nodeOf(id));
    const [first] = nodes;
    if (!first || nodes.includes(undefined)) return null;
    const lowest = Math.max(...nodes.map((node) => node?.position.y ?? 0));
    const position = place.position ?? { x: first.position.x, y: lowest + ROW };
    const parent = place.parent === undefined ? first.group : (place.parent ?? undefined);
    return { position, sources: place.sources, parent, below: 0 };
  }
  const onto = graph.edges.find((edge) => edge.id === place.edge);
  const [source, target] = [nodeOf(onto?.source), nodeOf(onto?.target)];
  if (!onto || !source || !target) return null;
  return {
    position: { x: target.position.x, y: below(graph, source) },
    sources: [{ id: onto.source, port: onto.sourcePort }],
    parent: source.group === target.group ? source.group : undefined,
    onto,
    below: extentIn(graph)(target).top,
  };
}

function shapesIn(graph: Graph): (source: Source) => SymbolicTensor | null {
  const { nodes } = analyzeGraph(graph);
  return ({ id, port }) => nodes.get(id)?.outputs[port] ?? null;
}

/** The old connection's target is fed by the block instead, at the same place among its inputs. */
function redirected(graph: Graph, onto: GraphEdge, exit: Source, added: readonly GraphEdge[]): GraphEdit[] {
  const taken = added.map(({ id }) => id);
  const edge = {
    ...onto,
    id: nextEdgeId(graph, exit.id, onto.target, taken),
    source: exit.id,
    sourcePort: exit.port,
  };
  return [
    { kind: 'remove-edge', id: onto.id },
    { kind: 'add-edge', edge, index: graph.edges.indexOf(onto) },
  ];
}
