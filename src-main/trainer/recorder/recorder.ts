import { backend, type NodeBackend, type OpAttribute } from '../runtime/kernels.ts';
import { inScope } from '../runtime/scope.ts';
import { tf } from '../runtime/tf.ts';
import { NotRecordable } from './not-recordable.ts';
import type { Change, RecordedConstant, RecordedOperation, Recording, Value } from './recording.ts';

export interface RecordOptions {
  /** What is fed anew each time, by name. */
  readonly arguments: ReadonlyMap<string, tf.Tensor>;
  /** What keeps its value from one time to the next; all that the function may read or assign. */
  readonly variables: ReadonlyMap<string, tf.Tensor>;
}

export interface Recorded {
  readonly recording: Recording;
  /** What came out this time. */
  readonly results: readonly Float32Array[];
}

/** Fused updates of variables are told to the recorder that listens; see `recordUpdate`. */
let listening: Recorder | null = null;

/**
 * Runs a function of tensors once, and writes down what it does as TensorFlow's operations: every kernel of tfjs-node
 * ends in one of two methods of its backend, which are watched meanwhile. Variables are left changed, as the function
 * leaves them.
 *
 * @throws NotRecordable where a value is read in JavaScript that depends on arguments or variables: what is done with it
 * there would be lost in the graph.
 */
export function record(options: RecordOptions, run: () => readonly tf.Tensor[]): Recorded {
  return new Recorder(options).run(run);
}

/**
 * Updates variables by one fused operation, while a recording goes on: `compute` does the same by plain operations now,
 * and the operation stands for it in the graph. False where nothing is recorded: then `compute` is the caller's.
 */
export function recordUpdate(update: FusedUpdate): boolean {
  if (!listening) return false;
  listening.update(update);
  return true;
}

export interface FusedUpdate {
  readonly operation: string;
  readonly attributes: readonly OpAttribute[];
  /** Variables among them are given as themselves, where they are also named in `variables`. */
  readonly inputs: readonly tf.Tensor[];
  readonly variables: readonly tf.Variable[];
  readonly compute: () => void;
}

class Recorder {
  readonly #backend: NodeBackend = backend();
  readonly #options: RecordOptions;
  readonly #operations: RecordedOperation[] = [];
  /** Values are known by their data, which an identity or a clone shares with its source. */
  readonly #known = new Map<object, Value>();
  readonly #start = new Map<string, object>();
  readonly #versions = new Map<string, number>();
  #readSync: NodeBackend['readSync'];
  #suspended = false;

  constructor(options: RecordOptions) {
    this.#options = options;
    this.#readSync = this.#backend.readSync;
    for (const [name, tensor] of options.variables) {
      if (this.#known.has(tensor.dataId)) setApart(tensor as tf.Variable);
      this.#known.set(tensor.dataId, { from: 'variable', name, version: 0 });
      this.#start.set(name, tensor.dataId);
    }
    for (const [name, tensor] of options.arguments) this.#known.set(tensor.dataId, { from: 'argument', name });
  }

  run(run: () => readonly tf.Tensor[]): Recorded {
    return inScope(() => {
      const watched = this.#backend;
      const { executeSingleOutput, executeMultipleOutputs, readSync } = watched;
      this.#readSync = readSync;
      const single: NodeBackend['executeSingleOutput'] = (name, attributes, inputs) => {
        const output = executeSingleOutput.call(watched, name, attributes, inputs);
        this.#write(name, attributes, inputs, [output]);
        return output;
      };
      const multiple: NodeBackend['executeMultipleOutputs'] = (name, attributes, inputs, count) => {
        const outputs = executeMultipleOutputs.call(watched, name, attributes, inputs, count);
        this.#write(name, attributes, inputs, outputs);
        return outputs;
      };
      const guarded: NodeBackend['readSync'] = (dataId) => {
        this.#refuseRead(dataId);
        return readSync.call(watched, dataId);
      };
      Object.assign(watched, { executeSingleOutput: single, executeMultipleOutputs: multiple, readSync: guarded });
      listening = this;
      let tensors: readonly tf.Tensor[];
      try {
        tensors = run();
      } finally {
        listening = null;
        Object.assign(watched, { executeSingleOutput, executeMultipleOutputs, readSync });
      }
      const results = tensors.map((tensor) => ({ value: this.#valueOf(tensor), type: this.#typeOf(tensor) }));
      const recording = { operations: this.#operations, results, changes: this.#changes() };
      return { recording, results: tensors.map((tensor) => Float32Array.from(tensor.dataSync())) };
    });
  }

  update({ operation, attributes, inputs, variables, compute }: FusedUpdate): void {
    const names = new Map(variables.map((variable) => [variable.dataId as object, this.#nameOf(variable)]));
    const before = variables.flatMap((variable): Change[] => {
      const name = this.#nameOf(variable);
      const value = this.#valueOf(variable);
      const held = value.from === 'variable' && value.name === name && value.version === this.#version(name);
      return held ? [] : [{ variable: name, value }];
    });
    const values = inputs.map((tensor): Value => {
      const name = names.get(tensor.dataId);
      return name === undefined ? this.#valueOf(tensor) : { from: 'handle', name };
    });
    const types = inputs.map((tensor) => this.#typeOf(tensor));
    this.#suspended = true;
    compute();
    this.#suspended = false;
    this.#operations.push({ name: operation, attributes, inputs: values, types, before });
    for (const variable of variables) {
      const name = this.#nameOf(variable);
      const version = this.#version(name) + 1;
      this.#versions.set(name, version);
      this.#known.set(variable.dataId, { from: 'variable', name, version });
    }
  }

  #write(name: string, attributes: readonly OpAttribute[], inputs: readonly tf.Tensor[], outputs: tf.Tensor[]): void {
    if (this.#suspended) return;
    const index = this.#operations.length;
    const values = inputs.map((tensor) => this.#valueOf(tensor));
    this.#operations.push({ name, attributes, inputs: values, types: inputs.map((tensor) => this.#typeOf(tensor)) });
    for (const [output, tensor] of outputs.entries()) {
      this.#known.set(tensor.dataId, { from: 'operation', index, output });
    }
  }

  #version(name: string): number {
    return this.#versions.get(name) ?? 0;
  }

  #nameOf(variable: tf.Variable): string {
    for (const [name, tensor] of this.#options.variables) if (tensor === variable) return name;
    throw new NotRecordable(`the variable ${variable.name} is updated, which is none of the network's`);
  }

  #typeOf(tensor: tf.Tensor): number {
    return this.#backend.tensorMap.get(tensor.dataId).dtype;
  }

  #valueOf(tensor: tf.Tensor): Value {
    const known = this.#known.get(tensor.dataId);
    if (known) return known;
    const values = this.#readSync.call(this.#backend, tensor.dataId).slice();
    const constant: RecordedConstant = { shape: tensor.shape, type: this.#typeOf(tensor), values };
    return { from: 'constant', constant };
  }

  #changes(): Change[] {
    return [...this.#options.variables].flatMap(([variable, tensor]) => {
      if (tensor.dataId === this.#start.get(variable)) return [];
      const value = this.#valueOf(tensor);
      const held = value.from === 'variable' && value.name === variable && value.version === this.#version(variable);
      return held ? [] : [{ variable, value }];
    });
  }

  #refuseRead(dataId: object): void {
    const value = this.#suspended ? undefined : this.#known.get(dataId);
    if (!value) return;
    const of = value.from === 'operation' ? this.#operations[value.index]?.name : value.from;
    throw new NotRecordable(`a value (of ${of}) is read while the step is computed`);
  }
}

/** Gives a variable data of its own: after a clone, two of them share one. */
function setApart(variable: tf.Variable): void {
  tf.tidy(() => {
    variable.assign(tf.tensor(variable.dataSync().slice(), variable.shape, variable.dtype));
  });
}
