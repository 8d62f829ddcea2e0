import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backend } from '../runtime/kernels.ts';
import type { tf } from '../runtime/tf.ts';
import { compileProgram } from './compile-program.ts';
import { type GraphNode, savedModel, shapeValue, tensorValue, textValue, typeValue } from './graph-def.ts';
import type { MessageWriter } from './protobuf.ts';
import { type Program, type VariableNode, type WrittenProgram, writeProgram } from './write-program.ts';

export type FeedValues = Float32Array | Int32Array | Uint8Array;

const SAVED = 'saved_model.pb';

/**
 * Recorded programs in a session of TensorFlow's. Variables live in the session: `push` puts the values of the tfjs
 * variables into it, `pull` fetches them back; in between the tfjs variables are out of date.
 */
export class GraphSession {
  readonly #id: number;
  readonly #programs: ReadonlyMap<string, { readonly written: WrittenProgram; readonly feeds: Program['feeds'] }>;
  readonly #variables: readonly tf.Variable[];
  readonly #putters: string;
  readonly #getters: string;
  /** Nodes of all programs together. */
  readonly size: number;

  private constructor(programs: ReadonlyMap<string, Program>, all: ReadonlyMap<string, tf.Variable>) {
    const used = usedVariables(programs, all);
    const nodes: GraphNode[] = [];
    const definitions: MessageWriter[] = [];
    const handles = new Map<string, VariableNode>();
    for (const [index, [name, variable]] of [...used].entries()) {
      const type = backend().tensorMap.get(variable.dataId).dtype;
      handles.set(name, { node: `variable_${index}`, type });
      nodes.push(...variableNodes(index, type, variable.shape));
    }
    nodes.push(...allPut(used.size));
    this.#programs = new Map(
      [...programs].map(([name, program], index) => {
        const plain = writeProgram(`program_${index}`, program, handles);
        const compiled = program.compiled ? compileProgram(`compiled_${process.pid}_${functions++}`, plain) : null;
        if (compiled) definitions.push(compiled.definition);
        const written = compiled ?? plain;
        nodes.push(...written.nodes);
        return [name, { written, feeds: program.feeds }];
      }),
    );
    this.#variables = [...used.values()];
    this.#putters = this.#variables.map((_, index) => `put_${index}:0`).join();
    this.#getters = this.#variables.map((_, index) => `get_${index}:0`).join();
    this.size = nodes.length;
    this.#id = load(savedModel(nodes, definitions));
    this.push();
  }

  static open(programs: ReadonlyMap<string, Program>, variables: ReadonlyMap<string, tf.Variable>): GraphSession {
    return new GraphSession(programs, variables);
  }

  has(program: string): boolean {
    return this.#programs.has(program);
  }

  /** Runs a program once; values come in the order of its feeds. A wrong size is refused before anything is changed. */
  run(program: string, values: readonly FeedValues[]): FeedValues[] {
    const found = this.#programs.get(program);
    if (!found) throw new Error(`nothing was recorded as ${program}`);
    const { binding } = backend();
    const ids: number[] = [];
    try {
      let index = 0;
      for (const { shape, type } of found.feeds.values()) {
        ids.push(binding.createTensor([...shape], type, values[index] as FeedValues));
        index++;
      }
      return collect(this.#id, ids, found.written.inputs.join(), found.written.outputs.join());
    } finally {
      for (const id of ids) binding.deleteTensor(id);
    }
  }

  push(): void {
    if (this.#variables.length === 0) return;
    const ids = backend().getInputTensorIds(this.#variables);
    collect(this.#id, ids, this.#putters, 'all_put:0');
  }

  pull(): void {
    if (this.#variables.length === 0) return;
    const found = backend().binding.runSavedModel(this.#id, [], '', this.#getters);
    for (const [index, native] of found.entries()) {
      const tensor = backend().createOutputTensor(native);
      this.#variables[index]?.assign(tensor);
      tensor.dispose();
    }
  }

  dispose(): void {
    backend().binding.deleteSavedModel(this.#id);
  }
}

function collect(session: number, ids: number[], inputs: string, outputs: string): FeedValues[] {
  const { binding } = backend();
  return binding.runSavedModel(session, ids, inputs, outputs).map(({ id }) => {
    const values = binding.tensorDataSync(id);
    binding.deleteTensor(id);
    return values;
  });
}

function usedVariables(
  programs: ReadonlyMap<string, Program>,
  all: ReadonlyMap<string, tf.Variable>,
): ReadonlyMap<string, tf.Variable> {
  const names = new Set<string>();
  for (const { recording } of programs.values()) {
    const inputs = recording.operations.flatMap((operation) => operation.inputs);
    for (const value of [...inputs, ...[...recording.results, ...recording.changes].map((item) => item.value)]) {
      if (value.from === 'variable' || value.from === 'handle') names.add(value.name);
    }
    for (const { variable } of recording.changes) names.add(variable);
  }
  return new Map([...all].filter(([name]) => names.has(name)));
}

let handles = 0;
let functions = 0;

/** The handle of a variable, a way in and a way out. */
function variableNodes(index: number, type: number, shape: readonly number[]): GraphNode[] {
  const dtype = ['dtype', typeValue(type)] as const;
  const handle = `variable_${index}`;
  // Sessions of one process could meet under one name.
  const shared = ['shared_name', textValue(`strata_${process.pid}_${handles++}`)] as const;
  const shaped = ['shape', shapeValue(shape)] as const;
  const typed = new Map([['T', typeValue(type)]]);
  return [
    { name: handle, op: 'VarHandleOp', inputs: [], attributes: new Map([dtype, shaped, shared]) },
    { name: `put_${index}`, op: 'Placeholder', inputs: [], attributes: new Map([dtype, shaped]) },
    // What is fed lies in memory of JavaScript's, which an update in place would change.
    { name: `own_${index}`, op: 'DeepCopy', inputs: [`put_${index}`], attributes: typed },
    { name: `set_${index}`, op: 'AssignVariableOp', inputs: [handle, `own_${index}`], attributes: new Map([dtype]) },
    { name: `get_${index}`, op: 'ReadVariableOp', inputs: [handle], attributes: new Map([dtype]) },
  ];
}

/** One node to fetch when all variables are to be set: the addon fetches tensors only. */
function allPut(count: number): GraphNode[] {
  const { TF_INT32 } = backend().binding;
  const one = tensorValue({ shape: [], type: TF_INT32, values: Int32Array.of(1) });
  const order = Array.from({ length: count }, (_, index) => `^set_${index}`);
  return [
    {
      name: 'one',
      op: 'Const',
      inputs: [],
      attributes: new Map([
        ['dtype', typeValue(TF_INT32)],
        ['value', one],
      ]),
    },
    { name: 'all_put', op: 'Identity', inputs: ['one', ...order], attributes: new Map([['T', typeValue(TF_INT32)]]) },
  ];
}

/** TensorFlow loads graphs from files alone; it has read them when this returns. */
function load(bytes: Uint8Array): number {
  const folder = mkdtempSync(join(tmpdir(), 'strata-graph-'));
  try {
    writeFileSync(join(folder, SAVED), bytes);
    return backend().binding.loadSavedModel(folder, 'serve');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
