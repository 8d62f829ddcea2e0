/**
 * Writes src-main/trainer/recorder/op-definitions.json from the TensorFlow that Strata runs on:
 * `node tools/op-definitions/generate.ts`, after `npm start` has set it up. Run it again when TensorFlow changes.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Message } from './read-message.ts';

const root = join(import.meta.dirname, '..', '..');
const dependencies = join(root, 'node_modules', '@tensorflow', 'tfjs-node-gpu', 'deps');
const TARGET = join(root, 'src-main', 'trainer', 'recorder', 'op-definitions.json');

/** Field numbers of tensorflow/core/framework/op_def.proto. */
const OP = { name: 1, inputs: 2, outputs: 3, attributes: 4 };
const ARGUMENT = { name: 1, type: 3, typeAttribute: 4, numberAttribute: 5, typeListAttribute: 6, isReference: 16 };
const ATTRIBUTE = { name: 1, type: 2, defaultValue: 3 };
/** Types that no tensor of ours has: DT_STRING, DT_VARIANT. */
const FOREIGN_TYPES = new Set([7, 21]);

function listOperations(): Message {
  const folder = mkdtempSync(join(tmpdir(), 'strata-ops-'));
  try {
    const program = join(folder, 'list-operations');
    const libraries = join(dependencies, 'lib');
    const flags = ['-std=c++17', `-I${join(dependencies, 'include')}`, `-L${libraries}`, `-Wl,-rpath,${libraries}`];
    const links = ['-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2'];
    execFileSync('g++', [...flags, join(import.meta.dirname, 'list-operations.cc'), '-o', program, ...links]);
    const list = execFileSync(program, { maxBuffer: 1 << 26, env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2' } });
    return new Message(list);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a graph has to spell out of an argument: the attributes that carry its type, its number and its list of types. */
const argument = (message: Message) => ({
  name: message.text(ARGUMENT.name),
  ...(message.has(ARGUMENT.typeAttribute) ? { type: message.text(ARGUMENT.typeAttribute) } : {}),
  ...(message.has(ARGUMENT.numberAttribute) ? { number: message.text(ARGUMENT.numberAttribute) } : {}),
  ...(message.has(ARGUMENT.typeListAttribute) ? { types: message.text(ARGUMENT.typeListAttribute) } : {}),
});

const isOurs = (operation: Message): boolean =>
  [...operation.messages(OP.inputs), ...operation.messages(OP.outputs)].every(
    (message) => !FOREIGN_TYPES.has(message.integer(ARGUMENT.type)) && message.integer(ARGUMENT.isReference) === 0,
  ) && !/tpu|^_/i.test(operation.text(OP.name).replace(/^_Fused/, 'Fused'));

const lines = listOperations()
  .messages(1)
  .filter(isOurs)
  .map((operation) => {
    const required = operation
      .messages(OP.attributes)
      .filter((attribute) => !attribute.has(ATTRIBUTE.defaultValue))
      .map((attribute) => attribute.text(ATTRIBUTE.name));
    const definition = {
      inputs: operation.messages(OP.inputs).map(argument),
      outputs: operation.messages(OP.outputs).map(argument),
      required,
    };
    return `  ${JSON.stringify(operation.text(OP.name))}: ${JSON.stringify(definition)}`;
  })
  .sort();
writeFileSync(TARGET, `{\n${lines.join(',\n')}\n}\n`);
process.stdout.write(`${lines.length} operations in ${TARGET}\n`);
