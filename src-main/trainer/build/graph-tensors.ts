import { outputPortsOf } from '#shared/graph/ports.ts';
import { ownerOf } from '#shared/graph/sharing.ts';
import type { Graph, GraphNode } from '#shared/graph/types.ts';
import { inputsOf, type Wiring, wiringOf } from '#shared/graph/wiring.ts';
import { tf } from '../runtime/tf.ts';
import type { NodeDescription } from './describe-node.ts';

/** What each port of a graph's nodes gives, while a model is put together from its first layers to its last. */
export class GraphTensors {
  readonly #wiring: Wiring;
  readonly #tensors = new Map<string, tf.SymbolicTensor>();

  constructor(graph: Graph) {
    this.#wiring = wiringOf(graph);
  }

  /** The id under which a node's layer and weights are known: another's, where it uses that one's. */
  ownerOf(node: GraphNode): string {
    return ownerOf(this.#wiring, node).id;
  }

  /** What feeds a node, in the order of its inputs. */
  into(id: string): tf.SymbolicTensor[] {
    return inputsOf(this.#wiring, id).map(({ source, sourcePort }) => this.of(source, sourcePort));
  }

  /** Where what feeds a node comes from, as `<node>:<port>`. */
  placesInto(id: string): string[] {
    return inputsOf(this.#wiring, id).map(({ source, sourcePort }) => `${source}:${sourcePort}`);
  }

  of(id: string, port = 'out'): tf.SymbolicTensor {
    const tensor = this.#tensors.get(`${id}:${port}`);
    if (!tensor) throw new Error(`${id} gives nothing at ${port}`);
    return tensor;
  }

  set(id: string, tensor: tf.SymbolicTensor): void {
    this.#tensors.set(`${id}:out`, tensor);
  }

  /** Makes the place where data enters, a batch of any size. */
  enter({ node, config }: NodeDescription): tf.SymbolicTensor {
    const [, ...shape] = config.batch_shape as (number | null)[];
    const tensor = tf.input({ shape, name: node.id, dtype: 'float32' });
    this.set(node.id, tensor);
    return tensor;
  }

  /** Applies a layer to what feeds the node. */
  apply({ node, definition, params }: NodeDescription, layer: tf.layers.Layer): tf.SymbolicTensor {
    const sources = this.into(node.id);
    const [first] = sources;
    const result = layer.apply(sources.length === 1 && first ? first : sources) as
      | tf.SymbolicTensor
      | tf.SymbolicTensor[];
    const tensors = Array.isArray(result) ? result : [result];
    for (const [index, port] of outputPortsOf(definition, params).entries()) {
      const tensor = tensors[index];
      if (!tensor) throw new Error(`${node.id} has no output ${port}`);
      this.#tensors.set(`${node.id}:${port}`, tensor);
    }
    return this.of(node.id);
  }
}
