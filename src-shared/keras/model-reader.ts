import { nextEdgeId } from '../graph/names.ts';
import type { Graph, GraphEdge, GraphGroup, GraphNode } from '../graph/types.ts';
import type { InputPort } from '../layers/definition.ts';
import { AppError } from '../util/app-error.ts';
import { type CallArguments, readCall } from './call-tensors.ts';
import { modernModel } from './keras2.ts';
import { type LostOption, type ReadLayer, readLayer } from './layer-reader.ts';
import {
  type FunctionalConfig,
  functionalConfig,
  type KerasHistory,
  type KerasLayer,
  MAX_LAYERS,
  MAX_NESTING,
} from './model-config.ts';
import { NodeNames } from './node-names.ts';
import { sequentialAsFunctional } from './sequential.ts';
import { weightGroups } from './weight-groups.ts';

/** Where a tensor of the graph comes from. */
export interface Source {
  readonly id: string;
  readonly port: string;
}

/** Where a node's weights stand in the file. */
export interface WeightGroup {
  readonly node: string;
  /** Path of the layer's group, e.g. `layers/functional/layers/conv2d_1`. */
  readonly group: string;
  /** The layer's name, under which older files keep it. */
  readonly layer: string;
  /** Names of the models that the layer lies in, outermost first. */
  readonly within: readonly string[];
}

/** One call of a layer: a node, or what a nested model's call gives. Sources are worked out when all nodes are there. */
type Call = (tensor: number) => Source;

interface Place {
  readonly depth: number;
  readonly group: string | undefined;
  /** Path of the model's group in the weights file, with its slash. */
  readonly weights: string;
  /** Names of the models that it lies in and its own, outermost first; the outermost one has no name here. */
  readonly within: readonly string[];
  /** What feeds a nested model's inputs; the outermost one has inputs of its own. */
  readonly inputs: ((index: number) => Source) | null;
  /** The model's first call, whose weights the further calls use. */
  readonly first: CallIds | null;
}

/** Node ids of a model's first call, by the names of its layers; those of models in it by theirs. */
interface CallIds {
  readonly layers: Map<string, string>;
  readonly models: Map<string, CallIds>;
}

interface Opened {
  readonly output: (index: number) => Source;
  readonly outputs: number;
  readonly ids: CallIds;
}

/** Puts together the graph of a Keras model: its layers and calls become nodes, models in it become groups. */
export class ModelReader {
  readonly #names = new NodeNames();
  readonly #nodes: GraphNode[] = [];
  readonly #edges: (() => void)[] = [];
  readonly #graph: Graph = { nodes: this.#nodes, edges: [] };
  readonly #groups: GraphGroup[] = [];
  readonly weights: WeightGroup[] = [];
  readonly lost: (LostOption & { readonly node: string })[] = [];

  read(className: string, config: unknown): { graph: Graph; outputs: Source[]; name: string | null } {
    const model = modelConfig(className, config);
    const opened = this.#open(model, {
      depth: 0,
      group: undefined,
      weights: 'layers/',
      within: [],
      inputs: null,
      first: null,
    });
    for (const draw of this.#edges) draw();
    this.#nameGroups();
    this.#sortInputs(model.input_layers.map(([name]) => opened.ids.layers.get(name)));
    const outputs = Array.from({ length: opened.outputs }, (_, index) => opened.output(index));
    const graph = this.#groups.length > 0 ? { ...this.#graph, groups: this.#groups } : this.#graph;
    return { graph, outputs, name: model.name ?? null };
  }

  /** After the layers, so that no layer gives its name to a model. */
  #nameGroups(): void {
    const ids = this.#groups.map(({ title }) => this.#names.take(title));
    const named = (key: string | undefined) => ids[Number(key)] ?? '';
    for (const [index, group] of this.#groups.entries()) {
      const parent = group.parent === undefined ? {} : { parent: named(group.parent) };
      this.#groups[index] = { ...group, id: ids[index] ?? '', ...parent };
    }
    for (const [index, node] of this.#nodes.entries()) {
      if (node.group !== undefined) this.#nodes[index] = { ...node, group: named(node.group) };
    }
  }

  /** Inputs stand first, in the model's order; layers are listed in any. */
  #sortInputs(order: readonly (string | undefined)[]): void {
    const rank = ({ id }: GraphNode) => (order.includes(id) ? order.indexOf(id) : order.length);
    this.#nodes.sort((a, b) => rank(a) - rank(b));
  }

  #open(model: FunctionalConfig, place: Place): Opened {
    if (place.depth > MAX_NESTING) throw new AppError('FILE_FORMAT', `Models nest deeper than ${MAX_NESTING} levels.`);
    const calls = new Map<string, Call[]>();
    const ids: CallIds = { layers: new Map(), models: new Map() };
    const resolve = ([layer, call, tensor]: KerasHistory): Source => {
      const found = calls.get(layer)?.[call];
      if (!found) throw new AppError('FILE_FORMAT', `The file speaks of call ${call} of ${layer}, which isn't there.`);
      return found(tensor);
    };
    const groups = weightGroups(model.layers);
    const inputs = model.input_layers.map(([name]) => name);
    for (const [index, layer] of model.layers.entries()) {
      const name = layer.name ?? String(layer.config.name ?? `layer_${index}`);
      const entry = inputs.indexOf(name);
      const { inputs: outer } = place;
      if (outer && entry >= 0) {
        calls.set(name, [() => outer(entry)]);
        continue;
      }
      const weights = groups[index] ? `${place.weights}${groups[index]}` : null;
      calls.set(name, this.#callsOf({ layer, name, weights }, place, resolve, ids));
    }
    return { output: (index) => resolve(endOf(model, index)), outputs: model.output_layers.length, ids };
  }

  #callsOf(
    { layer, name, weights }: { layer: KerasLayer; name: string; weights: string | null },
    place: Place,
    resolve: (history: KerasHistory) => Source,
    ids: CallIds,
  ): Call[] {
    const inbound = layer.inbound_nodes ?? [];
    const made = inbound.length > 0 ? inbound.map(readCall) : [null];
    let owner = place.first?.layers.get(name);
    // A shared model's own models are shared with it, whichever of its calls this is.
    let inner = place.first?.models.get(name) ?? null;
    return made.map((call): Call => {
      if (isModel(layer)) {
        const opened = this.#nested(layer, { name, weights, call, first: inner }, place, resolve);
        inner ??= opened.ids;
        ids.models.set(name, inner);
        return opened.output;
      }
      const read = readLayer(layer, call);
      const id = this.#node(layer, read, { name, owner, place });
      if (owner === undefined) {
        owner = id;
        ids.layers.set(name, id);
        if (weights) this.weights.push({ node: id, group: weights, layer: name, within: place.within });
      }
      return this.#connect(id, read, call, resolve);
    });
  }

  #nested(
    layer: KerasLayer,
    of: { name: string; weights: string | null; call: CallArguments | null; first: CallIds | null },
    place: Place,
    resolve: (history: KerasHistory) => Source,
  ): Opened {
    // Its place in the list, until it has an id.
    const group = String(this.#groups.length);
    const parent = place.group === undefined ? {} : { parent: place.group };
    const chain = layer.class_name === 'Sequential' ? ({ sequential: true } as const) : {};
    const title = layer.title ?? of.name.slice(0, 120);
    this.#groups.push({ id: group, title, collapsed: false, ...parent, ...chain });
    // A call's input may be worked out from another nested model's outputs; a file can make that a circle.
    let steps = 0;
    const inputs = (index: number): Source => {
      const tensor = of.call?.tensors[index];
      steps += 1;
      if (!tensor || steps > MAX_LAYERS) throw new AppError('FILE_FORMAT', `${of.name} is called without its inputs.`);
      return resolve(tensor.from);
    };
    return this.#open(modelConfig(layer.class_name, layer.config), {
      depth: place.depth + 1,
      group,
      weights: `${of.weights ?? place.weights}/layers/`,
      within: [...place.within, of.name],
      inputs,
      first: of.first,
    });
  }

  #node(
    layer: KerasLayer,
    read: ReadLayer,
    { name, owner, place }: { name: string; owner: string | undefined; place: Place },
  ): string {
    if (this.#nodes.length >= MAX_LAYERS) throw new AppError('FILE_FORMAT', `The model has over ${MAX_LAYERS} layers.`);
    const id = this.#names.take(name);
    const options = {
      ...(owner === undefined ? {} : { shares: owner }),
      ...(layer.config.trainable === false && read.definition?.arity !== 'none' ? { frozen: true } : {}),
      ...(place.group === undefined ? {} : { group: place.group }),
    };
    this.#nodes.push({ id, type: read.type, params: read.params, position: { x: 0, y: 0 }, ...options });
    if (owner === undefined) for (const option of read.lost) this.lost.push({ ...option, node: id });
    return id;
  }

  /** Remembers to draw the edges into a node; answers with where its results are to be had. */
  #connect(
    id: string,
    { definition, params }: ReadLayer,
    call: CallArguments | null,
    resolve: (history: KerasHistory) => Source,
  ): Call {
    const ports = definition?.ports?.map((port) => port.name);
    this.#edges.push(() => {
      const taken = new Set<string>();
      const drawn: GraphEdge[] = [];
      for (const { argument: said, index, from } of call?.tensors ?? []) {
        const argument = said === 'mask' ? (definition?.keras.masks?.[index] ?? said) : said;
        const { id: source, port } = resolve(from);
        // A mask that is given by itself has no port, which shows as a problem; it must not enter as something else.
        const own = argument !== null && (ports?.includes(argument) || argument.endsWith('mask'));
        const named = own && !taken.has(argument) ? argument : undefined;
        const targetPort = named ?? ports?.find((name) => !taken.has(name)) ?? ports?.at(-1) ?? 'in';
        taken.add(targetPort);
        drawn.push({
          // Named after both ends: only what enters the same node can bear the same name.
          id: nextEdgeId({ edges: drawn }, source, id),
          source,
          sourcePort: port,
          target: id,
          targetPort,
        });
      }
      this.#graph.edges.push(...withoutRepeats(drawn, definition?.ports ?? []));
    });
    return (tensor) => ({ id, port: outputPort(definition, params, tensor) });
  }
}

/** An input that gets what would stand in for it anyway needs no edge: an attention of `x` to `x` is one wire. */
function withoutRepeats(edges: readonly GraphEdge[], ports: readonly InputPort[]): GraphEdge[] {
  const kept = [...edges];
  for (const { name, otherwise } of ports.toReversed()) {
    const at = kept.findIndex(({ targetPort }) => targetPort === name);
    const edge = kept[at];
    if (!edge) continue;
    const standIn = kept.find(({ targetPort }) => targetPort === otherwise);
    if (standIn?.source !== edge.source || standIn.sourcePort !== edge.sourcePort) continue;
    kept.splice(at, 1);
  }
  return kept;
}

const isModel = ({ class_name: className }: KerasLayer): boolean =>
  className === 'Functional' || className === 'Sequential' || className === 'Model';

function modelConfig(className: string, config: unknown): FunctionalConfig {
  const modern = modernModel(config);
  return className === 'Sequential' ? sequentialAsFunctional(modern) : functionalConfig.parse(modern);
}

function endOf({ output_layers: ends }: FunctionalConfig, index: number): KerasHistory {
  const end = ends[index];
  if (!end) throw new AppError('FILE_FORMAT', `The file speaks of output ${index} of a model with ${ends.length}.`);
  return end;
}

function outputPort(
  definition: ReadLayer['definition'],
  params: Readonly<Record<string, unknown>>,
  tensor: number,
): string {
  if (tensor === 0) return 'out';
  const names = definition?.outputs?.({ ...params }) ?? [];
  return names[tensor - 1] ?? `out_${tensor}`;
}
