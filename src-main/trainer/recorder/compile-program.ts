import { boolValue, functionValue, type GraphNode, nodeMessage, typesValue } from './graph-def.ts';
import { opDefinition } from './op-definitions.ts';
import { MessageWriter } from './protobuf.ts';
import type { WrittenProgram } from './write-program.ts';

/** A program as one call of a function that XLA compiles as a whole, when it is first run. */
export interface CompiledProgram extends WrittenProgram {
  /** For the graph's library. */
  readonly definition: MessageWriter;
}

/**
 * XLA draws other random numbers from the same seed, and can't turn pictures. Neither depends on what is learned where it
 * belongs to augmentation or dropout, so it is done before.
 */
const BEFORE = /^(Stateless|ImageProjectiveTransform)/;

/** Of resource handles; tfjs's binding has no name for it. */
const RESOURCE = 20;

/**
 * Puts a program's nodes into a function. Outside of it stay what is fed, what draws random numbers and what turns
 * pictures; they and the variables' handles enter as arguments.
 */
export function compileProgram(name: string, written: WrittenProgram): CompiledProgram {
  return new FunctionWriter(name, written).write();
}

class FunctionWriter {
  readonly #name: string;
  readonly #written: WrittenProgram;
  readonly #nodes: ReadonlyMap<string, GraphNode>;
  readonly #outside: ReadonlySet<string>;
  /** What enters: by the name that it has outside. */
  readonly #arguments = new Map<string, { readonly name: string; readonly type: number }>();

  constructor(name: string, written: WrittenProgram) {
    this.#name = name;
    this.#written = written;
    this.#nodes = new Map(written.nodes.map((node) => [node.name, node]));
    this.#outside = outsideOf(written.nodes, this.#nodes);
  }

  write(): CompiledProgram {
    const { nodes, inputs, outputs } = this.#written;
    const inner = nodes.filter((node) => !this.#outside.has(node.name));
    const body = inner.map((node) => ({ ...node, inputs: node.inputs.map((input) => this.#reference(input)) }));
    const results = outputs.map((output, index) => ({ name: `result_${index}`, type: this.#typeOf(output), output }));
    const effects = inner.filter(({ op }) => opDefinition(op)?.outputs.length === 0).map((node) => node.name);
    const signature = new MessageWriter().text(1, this.#name);
    for (const argument of this.#arguments.values()) signature.message(2, argumentMessage(argument));
    for (const result of results) signature.message(3, argumentMessage(result));
    for (const [index] of effects.entries()) signature.text(20, `effect_${index}`);
    signature.bool(17, true);
    const definition = new MessageWriter().message(1, signature);
    for (const node of body) definition.message(3, nodeMessage(node));
    for (const { name, output } of results) definition.message(4, pair(name, this.#reference(output)));
    for (const [index, effect] of effects.entries()) definition.message(6, pair(`effect_${index}`, effect));
    const call: GraphNode = {
      name: `${this.#name}/call`,
      op: 'StatefulPartitionedCall',
      inputs: [...this.#arguments.keys()],
      attributes: new Map([
        ['Tin', typesValue([...this.#arguments.values()].map(({ type }) => type))],
        ['Tout', typesValue(results.map(({ type }) => type))],
        ['f', functionValue(this.#name)],
        ['_XlaMustCompile', boolValue(true)],
      ]),
    };
    return {
      nodes: [...nodes.filter((node) => this.#outside.has(node.name)), call],
      inputs,
      outputs: results.map((_, index) => `${call.name}:${index}`),
      types: this.#written.types,
      definition,
    };
  }

  /** As a function's body names it: an argument by its name, an output by its node, the output's name and its place. */
  #reference(input: string): string {
    if (input.startsWith('^')) return input;
    const [from = '', place = '0'] = input.split(':');
    const node = this.#nodes.get(from);
    if (!node || this.#outside.has(from)) return this.#argument(input);
    let position = 0;
    for (const { name, number, types } of opDefinition(node.op)?.outputs ?? []) {
      const isMany = number !== undefined || types !== undefined;
      if (isMany || position === Number(place)) return `${from}:${name}:${Number(place) - position}`;
      position++;
    }
    throw new Error(`${node.op} has no output ${place}`);
  }

  #argument(input: string): string {
    const outside = input.replace(/:0$/, '');
    const known = this.#arguments.get(outside);
    if (known) return known.name;
    const argument = { name: `argument_${this.#arguments.size}`, type: this.#typeOf(outside) };
    this.#arguments.set(outside, argument);
    return argument.name;
  }

  /** What is no node of the program's is a variable's handle. */
  #typeOf(input: string): number {
    const plain = input.replace(/:0$/, '');
    if (!this.#nodes.has(plain.split(':')[0] ?? '')) return RESOURCE;
    const type = this.#written.types.get(plain);
    if (type === undefined) throw new Error(`the type of ${plain} isn't known`);
    return type;
  }
}

/** What is fed, and what is done before with all that it is done with, unless that is a variable. */
function outsideOf(nodes: readonly GraphNode[], byName: ReadonlyMap<string, GraphNode>): ReadonlySet<string> {
  const outside = new Set(nodes.filter(({ op }) => op === 'Placeholder').map(({ name }) => name));
  for (const node of nodes) {
    if (!BEFORE.test(node.op)) continue;
    const ancestry = ancestryOf(node, byName);
    if (ancestry) for (const name of ancestry) outside.add(name);
  }
  return outside;
}

function ancestryOf(node: GraphNode, byName: ReadonlyMap<string, GraphNode>): Set<string> | null {
  const found = new Set<string>();
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (found.has(next.name)) continue;
    found.add(next.name);
    for (const input of next.inputs) {
      const source = byName.get(input.split(':')[0] ?? '');
      if (!source) return null;
      open.push(source);
    }
  }
  return found;
}

const argumentMessage = ({ name, type }: { readonly name: string; readonly type: number }): MessageWriter =>
  new MessageWriter().text(1, name).int(3, type);

const pair = (key: string, value: string): MessageWriter => new MessageWriter().text(1, key).text(2, value);
