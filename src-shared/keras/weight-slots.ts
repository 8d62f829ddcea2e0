import type { GraphAnalysis } from '../graph/analysis-result.ts';
import type { Graph } from '../graph/types.ts';
import { getLayer } from '../layers/index.ts';
import { parseParams } from '../layers/parse-params.ts';
import type { WeightGroup } from './model-reader.ts';

/** One weight of a graph and where Keras's files keep it. */
export interface WeightSlot {
  /** `<node>/<weight>`, as checkpoints name it. */
  readonly path: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
  /** In `model.weights.h5`, e.g. `layers/functional/layers/conv2d_1/vars/0`. */
  readonly variable: string;
  /** Where the same values stand once more. */
  readonly copy?: string;
}

/** The weights of one layer, in Keras's order. */
export interface LayerSlots {
  /** The layer's name in the file. */
  readonly layer: string;
  /** Names of the models that it lies in, outermost first. */
  readonly within: readonly string[];
  readonly slots: readonly WeightSlot[];
}

/** The weights that the layers of a sound graph have, layer by layer; layers without any are left out. */
export function weightSlots(graph: Graph, analysis: GraphAnalysis, groups: readonly WeightGroup[]): LayerSlots[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  return groups.flatMap(({ node: id, group, layer, within }) => {
    const node = nodes.get(id);
    const definition = node ? getLayer(node.type) : undefined;
    const weights = analysis.nodes.get(id)?.weights ?? [];
    if (!node || !definition || weights.length === 0) return [];
    const { params } = parseParams(definition, node.params);
    const places = definition.keras.variables?.(params);
    const copies = definition.keras.copies?.(params) ?? {};
    const slots = weights.map(({ name, shape, trainable }, index) => ({
      path: `${id}/${name}`,
      shape,
      trainable,
      variable: `${group}/${places?.[index] ?? `vars/${index}`}`,
      ...(copies[name] === undefined ? {} : { copy: `${group}/${copies[name]}` }),
    }));
    return [{ layer, within, slots }];
  });
}
