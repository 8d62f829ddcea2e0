import type { LayerDefinition } from '../layers/definition.ts';
import { getLayer } from '../layers/index.ts';
import { parseParams } from '../layers/parse-params.ts';
import { orderOf } from './order.ts';
import { asShared, ownerOf } from './sharing.ts';
import type { Graph } from './types.ts';
import { ancestorsOf, inputsOf, wiringOf } from './wiring.ts';

/** One layer of a model as Keras 3 would write it, and as a trainer builds it. */
export interface ModelLayer {
  readonly id: string;
  readonly type: string;
  readonly definition: LayerDefinition;
  /** Complete. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly className: string;
  /** Keras 3 config, name included. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What feeds it, in the order of its inputs. */
  readonly inbound: readonly { readonly id: string; readonly port: string }[];
  /** The layer that owns its weights; itself, unless one layer is called several times. */
  readonly owner: string;
}

/**
 * The layers of a sound graph, sources first: those that an output depends on, no others, or those that are `needed`. Layers of unknown types are left
 * out, so look at the analysis before.
 */
export function toKerasConfigs(
  graph: Graph,
  order: readonly string[] = orderOf(wiringOf(graph)).order,
  needed?: ReadonlySet<string>,
): ModelLayer[] {
  const wiring = wiringOf(graph);
  const outputs = order.filter((id) => getLayer(wiring.nodes.get(id)?.type ?? '')?.role === 'output');
  const live = needed ?? ancestorsOf(wiring, outputs);
  return order.flatMap((id) => {
    const node = wiring.nodes.get(id);
    const definition = node ? getLayer(node.type) : undefined;
    if (!node || !definition || !live.has(id)) return [];
    const { id: owner } = ownerOf(wiring, node);
    const { params, frozen } = asShared(wiring, node);
    const complete = parseParams(definition, params).params;
    const { className, toConfig } = definition.keras;
    // Keras's InputLayer knows no `trainable`.
    const trainable = definition.role === 'input' ? {} : { trainable: frozen !== true };
    const config = { name: owner, ...trainable, dtype: 'float32', ...toConfig(complete) };
    const inbound = inputsOf(wiring, id).map(({ source, sourcePort }) => ({ id: source, port: sourcePort }));
    return [{ id, type: node.type, definition, params: complete, className, config, inbound, owner }];
  });
}
