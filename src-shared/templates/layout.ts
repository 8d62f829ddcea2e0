import type { DatasetShape } from '../data/types.ts';
import { nextEdgeId, nextId } from '../graph/names.ts';
import { ROW } from '../graph/splice.ts';
import type { Graph, GraphNode } from '../graph/types.ts';
import type { LayerType } from '../layers/index.ts';

/** Pixels to the side at which a second path runs. */
const COLUMN = 260;

/** Builds a graph from top to bottom, a row a layer. */
export class GraphBuilder {
  readonly #graph: Graph = { nodes: [], edges: [] };
  #row = 0;

  /** Adds a layer fed by `from` on the next row, or beside the last one. */
  add(
    type: LayerType,
    params: GraphNode['params'] = {},
    from: readonly string[] = [],
    place: 'below' | 'beside' = 'below',
  ): string {
    const id = nextId(this.#graph, type);
    const position = place === 'below' ? { x: 0, y: this.#row * ROW } : { x: COLUMN, y: (this.#row - 1) * ROW };
    if (place === 'below') this.#row += 1;
    this.#graph.nodes.push({ id, type, params, position });
    for (const source of from) {
      const edge = { id: nextEdgeId(this.#graph, source, id), source, sourcePort: 'out', target: id, targetPort: 'in' };
      this.#graph.edges.push(edge);
    }
    return id;
  }

  /** Adds layers one after the other; gives the last one's name. */
  chain(from: string | null, ...layers: readonly (readonly [LayerType, GraphNode['params']?])[]): string {
    let last = from;
    for (const [type, params] of layers) last = this.add(type, params, last === null ? [] : [last]);
    return last ?? '';
  }

  build(): Graph {
    return this.#graph;
  }
}

/** How many classes the first category of a dataset has; 2 without a dataset, or where it has fewer. */
export function classCount(dataset: DatasetShape | null): number {
  const target = dataset?.columns.find((column) => column.type === 'category');
  return Math.max(2, target?.classes?.length ?? 2);
}
