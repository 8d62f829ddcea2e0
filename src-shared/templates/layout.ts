import { type BlockType, getBlock } from '../blocks/index.ts';
import { insertBlock } from '../blocks/insert-block.ts';
import type { DatasetShape } from '../data/types.ts';
import { applyEdit } from '../graph/apply-edit.ts';
import { nextEdgeId, nextId } from '../graph/names.ts';
import { freePort } from '../graph/ports.ts';
import { ROW } from '../graph/splice.ts';
import { tidy } from '../graph/tidy-layout.ts';
import type { Graph, GraphNode } from '../graph/types.ts';
import type { LayerType } from '../layers/index.ts';

/** Pixels to the side at which a second path runs. */
const COLUMN = 260;

/** Builds a graph from top to bottom, a row a layer. */
export class GraphBuilder {
  #graph: Graph = { nodes: [], edges: [] };
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
      const targetPort = freePort(this.#graph, id);
      const edge = { id: nextEdgeId(this.#graph, source, id), source, sourcePort: 'out', target: id, targetPort };
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

  /** Adds layers one after the other that begin by themselves, beside those before, ending on their last row. */
  chainBeside(...layers: readonly (readonly [LayerType, GraphNode['params']?])[]): string {
    const last = this.#row;
    this.#row -= layers.length - 1;
    let from: string | null = null;
    for (const [type, params] of layers) {
      from = this.add(type, params, from === null ? [] : [from], 'beside');
      this.#row += 1;
    }
    this.#row = last;
    return from ?? '';
  }

  /** Adds a block as a group, fed by `from` in the order of its inputs; gives the name of its last layer. */
  block(type: BlockType, params: GraphNode['params'], from: readonly string[]): string {
    const block = getBlock(type);
    const sources = from.map((id) => ({ id, port: 'out' }));
    const place = { kind: 'after', sources, position: { x: 0, y: this.#row * ROW }, parent: null } as const;
    const inserted = block && insertBlock(this.#graph, block, place, { params });
    const result = inserted && applyEdit(this.#graph, inserted.edit);
    if (!inserted || !result?.ok) throw new Error(`the template's block ${type} can't be put after ${from.join(', ')}`);
    this.#graph = result.graph;
    // Folded it is one card; opened, it makes room for itself.
    this.#row += 1;
    return inserted.exit.id;
  }

  /** Every layer as far from the next, however high the two are. */
  build(): Graph {
    const result = applyEdit(this.#graph, tidy(this.#graph));
    return result.ok ? result.graph : this.#graph;
  }
}

/** How many classes the first category of a dataset has; 2 without a dataset, or where it has fewer. */
export function classCount(dataset: DatasetShape | null): number {
  const target = dataset?.columns.find((column) => column.type === 'category');
  return Math.max(2, target?.classes?.length ?? 2);
}
