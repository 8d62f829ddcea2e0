import {
  attributeValue,
  type GraphNode,
  intValue,
  shapeValue,
  tensorValue,
  typesValue,
  typeValue,
} from './graph-def.ts';
import { NotRecordable } from './not-recordable.ts';
import { opDefinition } from './op-definitions.ts';
import type { MessageWriter } from './protobuf.ts';
import { type Change, neededOperations, type RecordedOperation, type Recording, type Value } from './recording.ts';

/** What is fed: as which type, where that is not the type that was recorded. */
export interface Feed {
  readonly shape: readonly number[];
  readonly type: number;
  readonly recordedType: number;
}

/** A recording with what it is fed, ready to be written as a part of a graph. */
export interface Program {
  readonly recording: Recording;
  readonly feeds: ReadonlyMap<string, Feed>;
  /** By XLA, as one. */
  readonly compiled?: boolean;
}

export interface WrittenProgram {
  readonly nodes: readonly GraphNode[];
  /** Names for the session: `name:0`. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Of what nodes give to others, by the names that inputs have. */
  readonly types: ReadonlyMap<string, number>;
}

/** A variable as the graph knows it. */
export interface VariableNode {
  /** Of the node that gives its handle. */
  readonly node: string;
  readonly type: number;
}

/**
 * Writes a recording as nodes, all named `<prefix>/…`. Reads and updates of a variable are put in order by control
 * edges; whatever is fetched waits for all updates, so that one run is one whole step.
 */
export function writeProgram(
  prefix: string,
  { recording, feeds }: Program,
  variables: ReadonlyMap<string, VariableNode>,
): WrittenProgram {
  return new ProgramWriter(prefix, recording, variables).write(feeds);
}

class ProgramWriter {
  readonly #prefix: string;
  readonly #recording: Recording;
  readonly #variables: ReadonlyMap<string, VariableNode>;
  readonly #nodes: GraphNode[] = [];
  /** The node that last read or changed a variable: the next that changes it comes after. */
  readonly #last = new Map<string, string>();
  readonly #reads = new Map<string, string>();
  readonly #feeds = new Map<string, string>();
  readonly #effects: string[] = [];
  readonly #versions = new Map<string, number>();
  readonly #types = new Map<string, number>();
  #wanted: ReadonlyMap<string, ReadonlySet<number>> = new Map();

  constructor(prefix: string, recording: Recording, variables: ReadonlyMap<string, VariableNode>) {
    this.#prefix = prefix;
    this.#recording = recording;
    this.#variables = variables;
  }

  write(feeds: Program['feeds']): WrittenProgram {
    const inputs = [...feeds].map(([name, feed], index) => this.#feed(name, index, feed));
    const needed = neededOperations(this.#recording);
    const operations = [...this.#recording.operations.entries()].filter(([index]) => needed.has(index));
    this.#wanted = versionsIn(this.#recording, operations);
    for (const [variable, versions] of this.#wanted) if (versions.has(0)) this.#read(variable, 0);
    for (const [index, operation] of operations) this.#operation(index, operation);
    // All reads before any write: a change may need what another variable held at the start.
    const values = this.#recording.changes.map((change) => ({ change, value: this.#nameOf(change.value) }));
    for (const { change, value } of values) this.#assign(change, value);
    const results = this.#recording.results.map(({ value, type }) => ({ name: this.#nameOf(value), type }));
    const order = this.#effects.map((name) => `^${name}`);
    const outputs = results.map(({ name, type }, index) => {
      this.#types.set(name, type);
      const written = this.#node(`result_${index}`, 'Identity', [name, ...order], new Map([['T', typeValue(type)]]));
      this.#types.set(written, type);
      return written;
    });
    return {
      nodes: this.#nodes,
      inputs,
      outputs: outputs.map((name) => `${name}:0`),
      types: this.#types,
    };
  }

  #node(name: string, op: string, inputs: readonly string[], attributes: ReadonlyMap<string, MessageWriter>): string {
    const full = `${this.#prefix}/${name}`;
    this.#nodes.push({ name: full, op, inputs, attributes });
    return full;
  }

  #feed(name: string, index: number, { shape, type, recordedType }: Feed): string {
    const attributes = new Map([
      ['dtype', typeValue(type)],
      ['shape', shapeValue(shape)],
    ]);
    const placeholder = this.#node(`feed_${index}`, 'Placeholder', [], attributes);
    const cast = new Map([
      ['SrcT', typeValue(type)],
      ['DstT', typeValue(recordedType)],
    ]);
    const value = type === recordedType ? placeholder : this.#node(`cast_${index}`, 'Cast', [placeholder], cast);
    this.#types.set(placeholder, type);
    this.#types.set(value, recordedType);
    this.#feeds.set(name, value);
    return `${placeholder}:0`;
  }

  #operation(index: number, operation: RecordedOperation): void {
    for (const change of operation.before ?? []) this.#assign(change, this.#nameOf(change.value));
    const name = `op_${index}_${operation.name}`;
    const inputs = operation.inputs.map((value) => this.#nameOf(value));
    for (const [position, input] of inputs.entries()) this.#types.set(input, operation.types[position] ?? 0);
    const handles = operation.inputs.flatMap((value) => (value.from === 'handle' ? [value.name] : []));
    const order = handles.flatMap((variable) => this.#after(variable));
    const written = this.#node(name, operation.name, [...inputs, ...order], attributesOf(operation));
    if (handles.length > 0) this.#effects.push(written);
    for (const variable of handles) {
      this.#last.set(variable, written);
      const version = (this.#versions.get(variable) ?? 0) + 1;
      this.#versions.set(variable, version);
      // At once: the next update would be too late.
      if (this.#wanted.get(variable)?.has(version)) this.#read(variable, version);
    }
  }

  #assign({ variable }: Change, value: string): void {
    const attributes = new Map([['dtype', typeValue(this.#variable(variable).type)]]);
    this.#types.set(value, this.#variable(variable).type);
    const inputs = [this.#variable(variable).node, value, ...this.#after(variable)];
    const written = this.#node(`assign_${this.#effects.length}`, 'AssignVariableOp', inputs, attributes);
    this.#effects.push(written);
    this.#last.set(variable, written);
  }

  #variable(name: string): VariableNode {
    const found = this.#variables.get(name);
    if (!found) throw new Error(`no variable ${name}`);
    return found;
  }

  #after(variable: string): string[] {
    const last = this.#last.get(variable);
    return last === undefined ? [] : [`^${last}`];
  }

  #nameOf(value: Value): string {
    switch (value.from) {
      case 'argument': {
        const fed = this.#feeds.get(value.name);
        if (fed === undefined) throw new Error(`nothing is fed for ${value.name}`);
        return fed;
      }
      case 'operation': {
        const name = `${this.#prefix}/op_${value.index}_${this.#recording.operations[value.index]?.name}`;
        return value.output > 0 ? `${name}:${value.output}` : name;
      }
      case 'handle':
        return this.#variable(value.name).node;
      case 'variable':
        return this.#read(value.name, value.version);
      case 'constant': {
        const attributes = new Map([
          ['dtype', typeValue(value.constant.type)],
          ['value', tensorValue(value.constant)],
        ]);
        return this.#node(`constant_${this.#nodes.length}`, 'Const', [], attributes);
      }
    }
  }

  /** A variable is read once for each of its versions, before the next begins. */
  #read(variable: string, version: number): string {
    const known = this.#reads.get(`${variable}@${version}`);
    if (known !== undefined) return known;
    const attributes = new Map([['dtype', typeValue(this.#variable(variable).type)]]);
    const inputs = [this.#variable(variable).node, ...this.#after(variable)];
    const name = this.#node(`read_${this.#reads.size}`, 'ReadVariableOp', inputs, attributes);
    this.#reads.set(`${variable}@${version}`, name);
    this.#last.set(variable, name);
    return name;
  }
}

/** The versions of each variable that are read anywhere. */
function versionsIn(
  { results, changes }: Recording,
  operations: readonly (readonly [number, RecordedOperation])[],
): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  const look = (value: Value) => {
    if (value.from === 'variable') found.set(value.name, (found.get(value.name) ?? new Set()).add(value.version));
  };
  for (const { value } of [...results, ...changes]) look(value);
  for (const [, { inputs, before }] of operations) {
    for (const value of inputs) look(value);
    for (const { value } of before ?? []) look(value);
  }
  return found;
}

/** What tfjs said of an operation, with the types of what really enters: eager execution forgives a wrong one. */
function attributesOf({ name, attributes, types }: RecordedOperation): Map<string, MessageWriter> {
  const definition = opDefinition(name);
  if (!definition) throw new NotRecordable(`TensorFlow's operation ${name} isn't known to the recorder`);
  const written = new Map(attributes.map((attribute) => [attribute.name, attributeValue(attribute)]));
  const rest = types.length - (definition.inputs.length - 1);
  let position = 0;
  for (const { type, number, types: list } of definition.inputs) {
    const count = number === undefined && list === undefined ? 1 : rest;
    if (number !== undefined) written.set(number, intValue(count));
    if (list !== undefined) written.set(list, typesValue(types.slice(position, position + count)));
    const own = types[position];
    if (type !== undefined && own !== undefined) written.set(type, typeValue(own));
    position += count;
  }
  const missing = definition.required.find((attribute) => !written.has(attribute));
  if (missing !== undefined) throw new NotRecordable(`the operation ${name} lacks its attribute ${missing}`);
  return written;
}
