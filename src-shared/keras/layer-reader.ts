import { placeholderType } from '../graph/placeholder.ts';
import type { GraphNode } from '../graph/types.ts';
import { sortedRange } from '../layers/augmentation.ts';
import { layerOfClass } from '../layers/by-class.ts';
import type { LayerDefinition } from '../layers/definition.ts';
import { parseParams } from '../layers/parse-params.ts';
import type { CallArguments } from './call-tensors.ts';
import type { KerasLayer } from './model-config.ts';
import { isOperationModule, operationNode } from './operations.ts';

/** What a Keras layer becomes on the canvas. */
export interface ReadLayer {
  /** Null for a class that the catalogue doesn't have: it is kept as a placeholder. */
  readonly definition: LayerDefinition | null;
  readonly type: string;
  readonly params: GraphNode['params'];
  /** Options of the file that the layer of the catalogue doesn't have, and that change what it computes. */
  readonly lost: readonly LostOption[];
}

export interface LostOption {
  readonly option: string;
  readonly expected: string;
  readonly found: string;
}

/** Said by every layer, and no part of what it computes. */
const BOOKKEEPING = new Set(['name', 'trainable', 'dtype', 'batch_shape', 'batch_input_shape', 'optional', 'seed']);

/** Reads one layer of a file; nothing of it is executed. */
export function readLayer(layer: KerasLayer, call: CallArguments | null): ReadLayer {
  const operation = call ? operationNode(layer, call) : null;
  if (operation) return operation;
  const definition = layerOfClass(layer);
  // An operation may have the class name of a layer that is another thing: `Average` takes weights.
  const isOther = isOperationModule(layer.module) && !isOperationModule(definition?.keras.module ?? null);
  if (!definition || isOther) return placeholder(layer);
  const atCall = Object.fromEntries(
    (definition.keras.callArguments ?? []).flatMap((key) =>
      call && key in call.named ? [[key, call.named[key]]] : [],
    ),
  );
  const read = definition.keras.fromConfig(layer.config);
  // Undefined: the file doesn't say, so Keras's default holds, which is the catalogue's.
  const params = Object.fromEntries(Object.entries({ ...read, ...atCall }).filter(([, value]) => value !== undefined));
  const { params: complete, problems } = parseParams(definition, params as GraphNode['params']);
  // A value out of range is an error on the canvas, which says more; a setting that isn't known is one that is left out.
  if (problems.some(({ severity }) => severity === 'error'))
    return { definition, type: definition.type, params: params as GraphNode['params'], lost: [] };
  const lost = differences(definition.keras, complete, layer.config);
  return { definition, type: definition.type, params: params as GraphNode['params'], lost };
}

/** Options that say something else than the catalogue's layer would write. */
function differences(
  keras: LayerDefinition['keras'],
  params: Readonly<Record<string, unknown>>,
  file: Readonly<Record<string, unknown>>,
): LostOption[] {
  const ours = keras.toConfig(params);
  const lost: LostOption[] = [];
  for (const [option, found] of Object.entries(file)) {
    if (BOOKKEEPING.has(option) || keras.inert?.includes(option)) continue;
    const expected = ours[option];
    // An option that is off or empty asks for nothing.
    const isOff = expected === undefined && (found === null || found === false || found === 0);
    if (isOff || sameOption(expected, found) || sameRange(option, expected, found)) continue;
    lost.push({ option, expected: JSON.stringify(expected) ?? 'nothing', found: JSON.stringify(found) });
  }
  return lost;
}

/** Compares what two configs mean: objects of Keras by class and settings, apart from names, modules and seeds. */
function sameOption(ours: unknown, file: unknown): boolean {
  if (Object.is(ours, file)) return true;
  if (typeof ours === 'number' && typeof file === 'number') return Math.abs(ours - file) <= 1e-9 * Math.abs(file);
  if (Array.isArray(ours) && Array.isArray(file)) {
    return ours.length === file.length && ours.every((item, index) => sameOption(item, file[index]));
  }
  if (!isRecord(ours) || !isRecord(file)) return ours === undefined && file === null;
  const ignored = new Set([...BOOKKEEPING, 'module', 'registered_name', 'shared_object_id', 'build_config']);
  const keys = new Set([...Object.keys(ours), ...Object.keys(file)].filter((key) => !ignored.has(key)));
  return [...keys].every((key) => sameOption(ours[key] ?? null, file[key] ?? null));
}

/** A range that Keras keeps as it was given: as one number, or with its ends in either order. */
function sameRange(option: string, ours: unknown, file: unknown): boolean {
  if (!option.endsWith('factor') || !Array.isArray(ours)) return false;
  if (typeof file === 'number') return ours.every((end) => Math.abs(end) === Math.abs(file));
  return Array.isArray(file) && sameOption(ours, sortedRange(file));
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

function placeholder(layer: KerasLayer): ReadLayer {
  const { class_name: className, module, registered_name: registered, config } = layer;
  // What came from a JSON file is JSON.
  const params = { class_name: className, module, registered_name: registered, config } as GraphNode['params'];
  return { definition: null, type: placeholderType(className), params, lost: [] };
}
