import { backend, type OpAttribute } from '../runtime/kernels.ts';
import { MessageWriter } from './protobuf.ts';
import type { RecordedConstant } from './recording.ts';

/** A node of a TensorFlow graph; an input is `name`, `name:output` or, for order alone, `^name`. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: ReadonlyMap<string, MessageWriter>;
}

// Field numbers are those of tensorflow/core/framework/{attr_value,tensor,tensor_shape,node_def,graph,versions}.proto
// and tensorflow/core/protobuf/{meta_graph,saved_model}.proto.
const message = (): MessageWriter => new MessageWriter();

export const typeValue = (type: number): MessageWriter => message().int(6, type);
export const textValue = (text: string): MessageWriter => message().text(2, text);
export const intValue = (value: number): MessageWriter => message().int(3, value);
export const boolValue = (value: boolean): MessageWriter => message().bool(5, value);
export const typesValue = (types: readonly number[]): MessageWriter => message().message(1, message().packed(6, types));
export const functionValue = (name: string): MessageWriter => message().message(10, message().text(1, name));
export const shapeValue = (shape: readonly number[]): MessageWriter => message().message(7, shapeMessage(shape));

const shapeMessage = (shape: readonly number[]): MessageWriter => {
  const written = message();
  for (const size of shape) written.message(2, message().int(1, size));
  return written;
};

/** A tensor as an attribute; equal numbers are written once. */
export function tensorValue({ shape, type, values }: RecordedConstant): MessageWriter {
  const tensor = message().int(1, type).message(2, shapeMessage(shape));
  const [first] = values;
  const splat = values.length > 1 && values.every((value) => Object.is(value, first)) && !Object.is(first, -0);
  const { binding } = backend();
  if (splat && first !== undefined && type === binding.TF_FLOAT && !Number.isNaN(first)) tensor.float(5, first);
  else if (splat && first !== undefined && type === binding.TF_INT32) tensor.int(7, first);
  else if (splat && first !== undefined && type === binding.TF_BOOL) tensor.int(11, first);
  else tensor.bytes(4, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  return message().message(8, tensor);
}

/** An attribute as the addon takes it, as a graph holds it. */
export function attributeValue({ name, type, value }: OpAttribute): MessageWriter {
  const { binding } = backend();
  const list = message();
  switch (type) {
    case binding.TF_ATTR_TYPE:
      return typeValue(Number(value));
    case binding.TF_ATTR_STRING:
      return textValue(String(value));
    case binding.TF_ATTR_BOOL:
      return boolValue(value === true);
    case binding.TF_ATTR_SHAPE:
      return shapeValue(value as number[]);
    case binding.TF_ATTR_FLOAT:
      return message().float(4, Number(value));
    case binding.TF_ATTR_INT:
      return Array.isArray(value) ? message().message(1, list.packed(3, value)) : intValue(Number(value));
    default:
      throw new Error(`the attribute ${name} has a type that isn't written to graphs`);
  }
}

export function nodeMessage({ name, op, inputs, attributes }: GraphNode): MessageWriter {
  const node = message().text(1, name).text(2, op);
  for (const input of inputs) node.text(3, input);
  for (const [key, value] of attributes) node.message(5, message().text(1, key).message(2, value));
  return node;
}

/** The version of TensorFlow's graph format that the nodes are written for. */
const PRODUCER = 1882;

/** A saved model with nothing but a graph and the functions that it calls, under the tag `serve`. */
export function savedModel(nodes: readonly GraphNode[], functions: readonly MessageWriter[] = []): Uint8Array {
  const graph = message();
  for (const node of nodes) graph.message(1, nodeMessage(node));
  const library = message();
  for (const definition of functions) library.message(1, definition);
  if (functions.length > 0) graph.message(2, library);
  graph.message(4, message().int(1, PRODUCER));
  const meta = message().message(1, message().text(4, 'serve').text(5, '2.21.0'));
  return message().int(1, 1).message(2, meta.message(2, graph)).done();
}
