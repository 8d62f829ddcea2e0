import { nextEdgeId, nextId } from '../graph/names.ts';
import { heightOfNode, NODE_GAP, NODE_WIDTH } from '../graph/node-size.ts';
import { freePort } from '../graph/ports.ts';
import type { Graph, GraphEdge, GraphNode } from '../graph/types.ts';
import type { LayerType } from '../layers/index.ts';

/** What a layer gives at one of its outputs. */
export interface Source {
  readonly id: string;
  readonly port: string;
}

/** From one path of a block to the next one beside it. */
const COLUMN = NODE_WIDTH + 2 * NODE_GAP;

/** Collects the layers of one block, from top to bottom, a row a layer, each row as far from the next. */
export class BlockParts {
  readonly #names: Graph;
  readonly #graph: Graph = { nodes: [], edges: [] };
  readonly #group: string;
  readonly #start: { readonly x: number; readonly y: number };
  /** The highest layer of each row, in pixels. */
  readonly #heights: number[] = [];
  readonly #rowOf = new Map<string, number>();
  #row = 0;

  /** Names will be free of those in `graph`. */
  constructor(graph: Graph, group: string, start: { readonly x: number; readonly y: number }) {
    this.#names = { nodes: [...graph.nodes], edges: [...graph.edges] };
    this.#group = group;
    this.#start = start;
  }

  /** Adds a layer fed by `from`, in the order of its inputs, on the next row. */
  add(type: LayerType, params: GraphNode['params'], from: readonly Source[]): Source {
    this.#row += 1;
    return this.#place(type, params, from, { column: 0, row: this.#row - 1 });
  }

  /** Adds layers beside those before, one after the other and ending on their last row. */
  chainBeside(from: Source, ...layers: readonly (readonly [LayerType, GraphNode['params']?])[]): Source {
    let last = from;
    this.#row = Math.max(this.#row, layers.length);
    for (const [index, [type, params = {}]] of layers.entries()) {
      last = this.#place(type, params, [last], { column: 1, row: this.#row - layers.length + index });
    }
    return last;
  }

  /** Adds layers one after the other; gives what the last one gives. */
  chain(from: Source, ...layers: readonly (readonly [LayerType, GraphNode['params']?])[]): Source {
    let last = from;
    for (const [type, params = {}] of layers) last = this.add(type, params, [last]);
    return last;
  }

  get nodes(): readonly GraphNode[] {
    return this.#graph.nodes.map((node) => {
      const { x } = node.position;
      return { ...node, position: { x, y: this.#start.y + this.#above(this.#rowOf.get(node.id) ?? 0) } };
    });
  }

  /** Those that lead in from outside among them. */
  get edges(): readonly GraphEdge[] {
    return this.#graph.edges;
  }

  /** From the first row to where the next layer after it would stand, in pixels. */
  get extent(): number {
    return this.#above(this.#heights.length);
  }

  #above(row: number): number {
    return this.#heights.slice(0, row).reduce((sum, height) => sum + height + NODE_GAP, 0);
  }

  #place(
    type: LayerType,
    params: GraphNode['params'],
    from: readonly Source[],
    { column, row }: { column: number; row: number },
  ): Source {
    const id = nextId(this.#names, type);
    const position = { x: this.#start.x + column * COLUMN, y: this.#start.y };
    const node = { id, type, params, position, group: this.#group };
    this.#heights[row] = Math.max(this.#heights[row] ?? 0, heightOfNode(node));
    this.#rowOf.set(id, row);
    this.#graph.nodes.push(node);
    this.#names.nodes.push(node);
    for (const source of from) this.#connect(source, id);
    return { id, port: 'out' };
  }

  #connect({ id: source, port: sourcePort }: Source, target: string): void {
    const id = nextEdgeId(this.#names, source, target);
    const edge = { id, source, sourcePort, target, targetPort: freePort(this.#graph, target) };
    this.#graph.edges.push(edge);
    this.#names.edges.push(edge);
  }
}
