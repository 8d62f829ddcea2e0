import type { GraphAnalysis } from '../graph/analysis-result.ts';
import type { ModelLayer } from '../graph/keras-config.ts';
import { outputPortsOf } from '../graph/ports.ts';
import type { Graph } from '../graph/types.ts';
import type { Wiring } from '../graph/wiring.ts';
import { callNumbers } from './call-order.ts';
import { kerasLayerOrder } from './layer-order.ts';
import { asKerasLayer, callOf, callOfModel, inputLayer, kerasTensor } from './layer-writer.ts';
import type { KerasCall, KerasHistory, KerasLayer } from './model-config.ts';
import { type Entry, entryKey, type Frame, type Inner, innerModels } from './model-frames.ts';
import type { Source, WeightGroup } from './model-reader.ts';
import { modelAsLayer, type WrittenLayers } from './model-shapes.ts';
import type { Nesting } from './nesting.ts';
import { NodeNames } from './node-names.ts';
import { isOperationModule } from './operations.ts';
import { orderOfUnits, type Unit, unitKey, unitOf } from './units.ts';
import { weightGroups } from './weight-groups.ts';

export interface Writing {
  readonly graph: Graph;
  readonly analysis: GraphAnalysis;
  readonly wiring: Wiring;
  readonly nesting: Nesting;
  /** All that is written, by node. */
  readonly layers: ReadonlyMap<string, ModelLayer>;
}

export interface WrittenBody extends WrittenLayers {
  readonly weights: readonly WeightGroup[];
  /** Names of layers and models by the path of their group in the weights file. */
  readonly names: ReadonlyMap<string, string>;
}

type Called = KerasLayer & { inbound_nodes: KerasCall[] };

/** Writes one model: its layers in Keras's order with their calls, and so the models in it. */
export function writeBody(writing: Writing, frame: Frame): WrittenBody {
  return new BodyWriter(writing, frame).write();
}

class BodyWriter {
  readonly #writing: Writing;
  readonly #frame: Frame;
  readonly #inside: ReadonlySet<string>;
  readonly #inner: ReadonlyMap<string, Inner>;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #inputs: readonly KerasLayer[];

  constructor(writing: Writing, frame: Frame) {
    this.#writing = writing;
    this.#frame = frame;
    this.#inside = new Set(frame.nodes);
    const names = new NodeNames();
    const unitsOfNodes = frame.nodes.map((node) => this.#unitOf(node));
    const own = unitsOfNodes.flatMap(({ id, isGroup }) => (isGroup ? [] : (writing.layers.get(id)?.owner ?? [])));
    for (const owner of new Set(own)) names.take(owner);
    this.#inner = innerModels(writing, frame, names);
    this.#inputs = frame.inputs.map((entry) => inputLayer(names.take('input_layer'), this.#sizes(this.#source(entry))));
    this.#numbers = this.#numberCalls();
  }

  write(): WrittenBody {
    const { layers } = this.#writing;
    const written = new Map<string, Called>();
    const bodies = new Map<string, WrittenBody>();
    for (const input of this.#inputs) written.set(String(input.name), { ...input, inbound_nodes: [] });
    for (const unit of this.#units()) {
      if (unit.isGroup) continue;
      const layer = this.#layer(unit.id);
      const entry = written.get(layer.owner) ?? { ...asKerasLayer(layer), inbound_nodes: [] };
      // What comes in twice is one tensor, by which a layer knows what stands in for something else.
      const made = new Map<string, ReturnType<typeof kerasTensor>>();
      const tensors = layer.inbound.map(({ id, port }, index) => {
        const tensor = made.get(`${id}:${port}`) ?? this.#tensor({ node: unit.id, index });
        made.set(`${id}:${port}`, tensor);
        return tensor;
      });
      if (tensors.length > 0) entry.inbound_nodes[this.#numberOf(unit)] = callOf(layer, tensors);
      written.set(layer.owner, entry);
    }
    for (const inner of new Set(this.#inner.values())) {
      const body = writeBody(this.#writing, inner.frame);
      const isFrozen = allFrozen(inner.frame.nodes.flatMap((node) => layers.get(node) ?? []));
      const calls: KerasCall[] = [];
      for (const call of inner.calls) {
        const tensors = inner.entriesOf(call).map((entry) => this.#tensor(entry));
        calls[this.#numberOf({ id: call, isGroup: true })] = callOfModel(tensors);
      }
      const { group, frame } = inner;
      written.set(frame.name, { ...modelAsLayer(group, frame.name, body, !isFrozen), inbound_nodes: calls });
      bodies.set(frame.name, body);
    }
    return this.#put(written, bodies);
  }

  #put(written: ReadonlyMap<string, Called>, bodies: ReadonlyMap<string, WrittenBody>): WrittenBody {
    const list = this.#order().flatMap((name) => written.get(name) ?? []);
    const weights: WeightGroup[] = [];
    const names = new Map<string, string>();
    for (const [index, own] of weightGroups(list).entries()) {
      const name = String(list[index]?.name);
      const group = `layers/${own}`;
      if (own === null) continue;
      names.set(group, name);
      const body = bodies.get(name);
      // Inputs of a model in a model are no nodes.
      if (!body && !this.#inputs.some((input) => input.name === name))
        weights.push({ node: name, group, layer: name, within: [] });
      for (const [path, inside] of body?.names ?? []) names.set(`${group}/${path}`, inside);
      for (const each of body?.weights ?? []) {
        weights.push({ ...each, group: `${group}/${each.group}`, within: [name, ...each.within] });
      }
    }
    const { ends, inputs } = this.#frame;
    const outputs = ends.map((end): KerasHistory => {
      const [name, call, tensor] = this.#history(end);
      // A functional model has one call more, from when it was built; Sequential doesn't count it.
      return [name, call + (written.get(name)?.class_name === 'Functional' ? 1 : 0), tensor];
    });
    const entered = this.#frame.depth === 0 ? this.#dataInputs() : inputs.map((entry) => this.#historyInto(entry));
    return { layers: list, inputs: entered, outputs, weights, names };
  }

  #dataInputs(): KerasHistory[] {
    return this.#writing.graph.nodes.flatMap(({ id }): KerasHistory[] => {
      const layer = this.#writing.layers.get(id);
      return layer?.definition.role === 'input' ? [[layer.owner, 0, 0]] : [];
    });
  }

  #layer(node: string): ModelLayer {
    const layer = this.#writing.layers.get(node);
    if (!layer) throw new Error(`${node} is used and not written`);
    return layer;
  }

  #unitOf(node: string): Unit {
    return unitOf(node, this.#frame.depth, this.#writing.nesting.pathOf);
  }

  #units(): Unit[] {
    const units = new Map(this.#frame.nodes.map((node) => [unitKey(this.#unitOf(node)), this.#unitOf(node)]));
    return [...units.values()];
  }

  #source({ node, index }: Entry): Source {
    const source = this.#layer(node).inbound[index];
    if (!source) throw new Error(`${node} has no input ${index}`);
    return source;
  }

  #sizes({ id, port }: Source): (number | null)[] {
    return this.#writing.analysis.nodes.get(id)?.outputs[port]?.dims.map(({ size }) => size) ?? [];
  }

  #numberOf(unit: Unit): number {
    return this.#numbers.get(unitKey(unit)) ?? 0;
  }

  #tensor(entry: Entry) {
    return kerasTensor(this.#historyInto(entry), this.#sizes(this.#source(entry)));
  }

  /** Where what enters there comes from, as it is seen in this model. */
  #historyInto(entry: Entry): KerasHistory {
    const source = this.#source(entry);
    if (this.#inside.has(source.id)) return this.#history(source);
    return [this.#inputName(entry), 0, 0];
  }

  #inputName(entry: Entry): string {
    return String(this.#inputs[this.#frame.inputOf.get(entryKey(entry)) ?? 0]?.name);
  }

  #history({ id, port }: Source): KerasHistory {
    const unit = this.#unitOf(id);
    const inner = unit.isGroup ? this.#inner.get(unit.id) : undefined;
    if (inner) return [inner.frame.name, this.#numberOf(unit), inner.endOf({ id, port })];
    const { owner, definition, params } = this.#layer(id);
    return [owner, this.#numberOf(unit), outputPortsOf(definition, params).indexOf(port)];
  }

  /** The inputs of a unit, in the order of its call. */
  #entriesInto({ id, isGroup }: Unit): Entry[] {
    if (isGroup) return this.#inner.get(id)?.entriesOf(id) ?? [];
    return this.#layer(id).inbound.map((_, index) => ({ node: id, index }));
  }

  /** What a unit is called with: other units, or inputs of the model. */
  #sourceKeys(unit: Unit): string[] {
    return this.#entriesInto(unit).map((entry) => {
      const { id } = this.#source(entry);
      return this.#inside.has(id) ? unitKey(this.#unitOf(id)) : `input ${this.#inputName(entry)}`;
    });
  }

  #numberCalls(): ReadonlyMap<string, number> {
    const { graph, wiring, nesting } = this.#writing;
    const units = new Map(this.#units().map((unit) => [unitKey(unit), unit]));
    const ranks = new Map([
      ...graph.nodes.map(({ id }, index) => [unitKey({ id, isGroup: false }), index] as const),
      ...(graph.groups ?? []).map(({ id }, index) => [unitKey({ id, isGroup: true }), index] as const),
    ]);
    // The one with the weights first, the others as they stand in the graph.
    const rank = (key: string) => (key === this.#callee(units.get(key)) ? -1 : (ranks.get(key) ?? 0));
    const flowing = orderOfUnits(this.#frame.nodes, this.#frame.depth, wiring, nesting.pathOf).order.map((key) => ({
      key,
      layer: this.#callee(units.get(key)),
      sources: this.#sourceKeys(units.get(key) as Unit).filter((source) => units.has(source)),
    }));
    return callNumbers(
      flowing,
      flowing.toSorted((a, b) => rank(a.key) - rank(b.key)),
    );
  }

  /** What a unit calls: the layer or model with the weights. */
  #callee(unit: Unit | undefined): string {
    if (!unit) return '';
    if (!unit.isGroup) return unitKey({ id: this.#layer(unit.id).owner, isGroup: false });
    return unitKey({ id: this.#inner.get(unit.id)?.group.id ?? unit.id, isGroup: true });
  }

  /** Names of its layers in Keras's order. */
  #order(): string[] {
    const calls = new Map(
      this.#units().map((unit) => {
        const owner = unit.isGroup ? this.#inner.get(unit.id)?.frame.name : this.#layer(unit.id).owner;
        return [unitKey(unit), { owner: owner ?? '', inbound: this.#sourceKeys(unit) }];
      }),
    );
    for (const { name = '' } of this.#inputs) calls.set(`input ${name}`, { owner: name, inbound: [] });
    return kerasLayerOrder(
      calls,
      this.#frame.ends.map(({ id }) => unitKey(this.#unitOf(id))),
    );
  }
}

/** As Keras freezes a model: with all of its layers; operations and inputs have nothing to freeze. */
function allFrozen(layers: readonly ModelLayer[]): boolean {
  const told = layers.filter(({ definition }) => !isOperationModule(definition.keras.module ?? null));
  return told.length > 0 && told.every(({ config }) => config.trainable === false);
}
