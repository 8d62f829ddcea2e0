import type { GraphAnalysis } from '../graph/analysis-result.ts';
import type { Graph } from '../graph/types.ts';
import { ancestorsOf, type Wiring } from '../graph/wiring.ts';
import { getLayer } from '../layers/index.ts';
import { cyclicGroups } from './cyclic-groups.ts';
import { groupPaths } from './group-paths.ts';
import { MAX_NESTING } from './model-config.ts';
import { type Repeat, repeatsOf } from './repeats.ts';

/** Which groups of a graph become models in the model, and which of them are further calls of another. */
export interface Nesting {
  /** Nodes that are written. */
  readonly needed: ReadonlySet<string>;
  /** The models that a node lies in, as the groups that draw them, outermost first. */
  readonly pathOf: (node: string) => readonly string[];
  /** By group: whose model it calls again. */
  readonly repeats: ReadonlyMap<string, Repeat>;
}

/**
 * A group can be a model of its own where what it computes is whole: no path leaves it and comes back, and its weights are
 * used in it alone, or by groups that repeat it. All others are drawn into what is around them, one after the other, until
 * those that are left can stand beside each other. Data enter at the outermost model, whatever group they are drawn in.
 */
export function nestingOf(graph: Graph, wiring: Wiring, analysis: GraphAnalysis): Nesting {
  const outputs = graph.nodes.filter(({ type }) => getLayer(type)?.role === 'output').map(({ id }) => id);
  const flat = new Set<string>();
  for (;;) {
    const paths = groupPaths(graph, flat);
    const pathOf = (id: string) => paths.get(id) ?? [];
    const repeats = repeatsOf({ graph, wiring, analysis, pathOf });
    const needed = neededOf(wiring, outputs, repeats);
    const nesting: Nesting = { needed, pathOf, repeats };
    const wrong = [...tooDeep(nesting), ...opened(wiring, nesting)];
    // Cycles are looked for among groups that can else be models.
    const found = wrong.length > 0 ? wrong : cyclicGroups(graph, wiring, nesting);
    if (found.length === 0) return nesting;
    for (const group of found) flat.add(group);
  }
}

/** What an output depends on, and what answers to it in the other calls of a model. */
function neededOf(wiring: Wiring, outputs: readonly string[], repeats: Nesting['repeats']): Set<string> {
  let needed = ancestorsOf(wiring, outputs);
  for (;;) {
    const more: string[] = [];
    for (const { twins } of repeats.values()) {
      for (const [again, first] of twins) {
        if (needed.has(again) !== needed.has(first)) more.push(again, first);
      }
    }
    if (more.length === 0) return needed;
    needed = ancestorsOf(wiring, [...needed, ...more]);
  }
}

const tooDeep = ({ needed, pathOf }: Nesting): string[] => [...needed].flatMap((id) => pathOf(id).slice(MAX_NESTING));

/** Groups whose layers are called from elsewhere, or that call layers from elsewhere. */
function opened(wiring: Wiring, { needed, pathOf, repeats }: Nesting): string[] {
  return [...needed].flatMap((id) => {
    const owner = wiring.nodes.get(id)?.shares;
    if (owner === undefined) return [];
    const [call, weights] = [pathOf(firstTwin(id, { pathOf, repeats })), pathOf(owner)];
    const differs = call.findIndex((group, depth) => weights[depth] !== group);
    const common = differs === -1 ? call.length : differs;
    return [...call.slice(common), ...weights.slice(common)];
  });
}

/** The node of the first calls that answers to a node of further ones. */
export function firstTwin(id: string, { pathOf, repeats }: Pick<Nesting, 'pathOf' | 'repeats'>): string {
  for (const group of pathOf(id)) {
    const first = repeats.get(group)?.twins.get(id);
    if (first !== undefined) return firstTwin(first, { pathOf, repeats });
  }
  return id;
}
