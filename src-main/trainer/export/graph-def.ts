import type { z } from 'zod';
import type { OpAttribute } from '../runtime/kernels.ts';
import { backend } from '../runtime/kernels.ts';
import type { RecordedConstant, RecordedInput, Recording } from './record-forward.ts';

type Json = z.core.util.JSONType;

export interface GraphNodeDef {
  readonly name: string;
  readonly op: string;
  readonly input: string[];
  readonly attr: Record<string, Json>;
}

/** A TensorFlow graph as TF.js reads it, and the values of its constants by name. */
export interface GraphDef {
  readonly nodes: GraphNodeDef[];
  readonly constants: ReadonlyMap<string, RecordedConstant>;
}

export interface GraphPorts {
  /** Without the batch. */
  readonly inputs: readonly { readonly name: string; readonly shape: readonly number[] }[];
  readonly outputs: readonly string[];
}

const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
const typeNames = { float32: 'DT_FLOAT', int32: 'DT_INT32', bool: 'DT_BOOL' } as const;

function typeName(native: unknown): string {
  const { binding } = backend();
  if (native === binding.TF_FLOAT) return typeNames.float32;
  if (native === binding.TF_INT32) return typeNames.int32;
  if (native === binding.TF_BOOL) return typeNames.bool;
  throw new Error(`TF.js has no tensors of TensorFlow's type ${native}`);
}

function attributeDef({ name, type, value }: OpAttribute): Json {
  const { binding } = backend();
  switch (type) {
    case binding.TF_ATTR_TYPE:
      return { type: typeName(value) };
    case binding.TF_ATTR_STRING:
      return { s: base64(String(value)) };
    case binding.TF_ATTR_BOOL:
      return { b: value === true };
    case binding.TF_ATTR_FLOAT:
      return { f: Number(value) };
    case binding.TF_ATTR_INT:
      return Array.isArray(value) ? { list: { i: value.map(String) } } : { i: String(value) };
    default:
      throw new Error(`the attribute ${name} has a type that isn't written to graphs`);
  }
}

/** Names operations and constants; weights keep the names they have in the network. */
export function toGraphDef(
  recording: Recording,
  weights: ReadonlyMap<string, RecordedConstant>,
  ports: GraphPorts,
): GraphDef {
  const constants = new Map<string, RecordedConstant>();
  const operationName = (index: number): string => `op_${index}_${recording.operations[index]?.name}`;

  function nameOf(input: RecordedInput): string {
    switch (input.from) {
      case 'argument':
        return ports.inputs[input.index]?.name ?? `input_${input.index}`;
      case 'operation':
        return operationName(input.index) + (input.output > 0 ? `:${input.output}` : '');
      case 'weight': {
        const value = weights.get(input.path);
        if (!value) throw new Error(`no weight ${input.path}`);
        constants.set(input.path, value);
        return input.path;
      }
      case 'constant': {
        const name = `const_${constants.size}`;
        constants.set(name, input.constant);
        return name;
      }
    }
  }

  const placeholders = ports.inputs.map(({ name, shape }): GraphNodeDef => {
    const dim = [-1, ...shape].map((size) => ({ size: String(size) }));
    return {
      name,
      op: 'Placeholder',
      input: [],
      attr: { dtype: { type: typeNames.float32 }, shape: { shape: { dim } } },
    };
  });
  const operations = recording.operations.map(({ name, attributes, inputs }, index) => ({
    name: operationName(index),
    op: name,
    input: inputs.map(nameOf),
    attr: Object.fromEntries(attributes.map((attribute) => [attribute.name, attributeDef(attribute)])),
  }));
  const results = recording.results.map((result, index) => ({
    name: ports.outputs[index] ?? `output_${index}`,
    op: 'Identity',
    input: [nameOf(result)],
    attr: { T: { type: typeNames.float32 } },
  }));
  const values = [...constants].map(([name, { dtype, shape }]) => ({
    name,
    op: 'Const',
    input: [],
    attr: {
      dtype: { type: typeNames[dtype] },
      value: {
        tensor: { dtype: typeNames[dtype], tensorShape: { dim: shape.map((size) => ({ size: String(size) })) } },
      },
    },
  }));
  return { nodes: [...placeholders, ...values, ...operations, ...results], constants };
}
